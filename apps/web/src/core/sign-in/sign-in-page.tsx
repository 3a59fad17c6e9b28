import { useMutation } from "@apollo/client/react";
import { Anchor, Button, Checkbox, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { useRefusalMessage } from "../../kernel/errors";
import { SecretInput } from "../../ui/secret-input";
import { becomeViewer, safeReturn } from "../session/session-change";
import type { Seed } from "../session/seed-picture";
import { EntryCard } from "./entry-card";
import { KeepCodes } from "./keep-codes";
import { LoginField } from "./login-field";
import { prove, wantsProof, type Proof } from "./proof-of-work";
import { SecondStep } from "./second-step";
import { SignInDocument, type SignInMutation } from "./sign-in.generated";

interface Step {
  viewer: SignInMutation["signIn"]["viewer"];
  passwordToken: string | null;
  startPage: string;
  recoveryCodes?: readonly string[] | null;
}

/** The way in: login or e-mail, password, and the second step where there is one; afterwards the page that was asked for. */
export function SignInPage() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [half, setHalf] = useState<{ setup: Seed | null }>();
  const [passed, setPassed] = useState<Step>();
  const finish = async (step: Step) => {
    const { viewer, passwordToken, startPage, recoveryCodes } = step;
    // The codes are shown this once: nothing goes on before they are kept.
    if (recoveryCodes && !passed) return setPassed(step);
    if (passwordToken) return navigate(`/reset-password?token=${passwordToken}&owed=1`);
    if (!viewer) return;
    await becomeViewer(viewer);
    await navigate(safeReturn(search.get("to") ?? startPage), { replace: true });
  };
  if (passed) return <KeepCodes codes={passed.recoveryCodes ?? []} onKept={() => void finish(passed)} />;
  return half ? (
    <SecondStep setup={half.setup} onPassed={finish} onBack={() => setHalf(undefined)} />
  ) : (
    <PasswordStep onPassed={finish} onHalf={(setup) => setHalf({ setup })} />
  );
}

interface PasswordStepProps {
  onPassed: (step: Step) => Promise<void>;
  onHalf: (setup: Seed | null) => void;
}

function PasswordStep({ onPassed, onHalf }: PasswordStepProps) {
  const { t } = useTranslation("sign-in");
  const message = useRefusalMessage();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState<"signing" | "proving">();
  const [signIn] = useMutation(SignInDocument);
  const form = useForm({ initialValues: { login: "", password: "", keepSignedIn: false } });
  const attempt = async (variables: typeof form.values, proof?: Proof) => {
    const { data } = await signIn({ variables: proof ? { ...variables, proof } : variables });
    if (data?.signIn.secondFactorNeeded) onHalf(data.signIn.factorSetup);
    else if (data) await onPassed(data.signIn);
  };
  const submit = form.onSubmit(async (variables) => {
    setProblem(undefined);
    setBusy("signing");
    try {
      await attempt(variables).catch(async (error: unknown) => {
        if (!wantsProof(error)) throw error;
        setBusy("proving");
        await attempt(variables, await prove());
      });
    } catch (error) {
      setProblem(message(error));
      form.setFieldValue("password", "");
    } finally {
      setBusy(undefined);
    }
  });
  const below = (
    <>
      <Anchor component={Link} to="/forgotten-password">
        {t("forgotten.link")}
      </Anchor>
      <Anchor component={Link} to="/register">
        {t("register.link")}
      </Anchor>
    </>
  );
  return (
    <EntryCard title={t("title")} problem={problem} onSubmit={submit} below={below}>
      <LoginField {...form.getInputProps("login")} />
      <SecretInput label={t("password.label")} autoComplete="current-password" required {...form.getInputProps("password")} />
      <Checkbox label={t("keep")} {...form.getInputProps("keepSignedIn", { type: "checkbox" })} />
      <Button type="submit" loading={busy !== undefined}>
        {t("submit")}
      </Button>
      <Text size="xs" c="dimmed" role="status" mih={busy === "proving" ? undefined : 0}>
        {busy === "proving" ? t("proving") : ""}
      </Text>
    </EntryCard>
  );
}
