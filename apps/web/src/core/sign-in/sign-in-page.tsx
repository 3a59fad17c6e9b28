import { useMutation } from "@apollo/client/react";
import { Alert, Button, Card, Checkbox, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router-dom";
import { useRefusalMessage } from "../../kernel/errors";
import { PageHeader } from "../../ui/page-header";
import { becomeViewer, safeReturn } from "../session/session-change";
import { SignInDocument } from "./sign-in.generated";

/** The way in: login or e-mail, password; afterwards the page that was asked for. */
export function SignInPage() {
  const { t } = useTranslation("sign-in");
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const message = useRefusalMessage();
  const [problem, setProblem] = useState<string>();
  const [signIn, { loading }] = useMutation(SignInDocument);
  const form = useForm({ initialValues: { login: "", password: "", keepSignedIn: false } });
  const submit = form.onSubmit(async (variables) => {
    setProblem(undefined);
    try {
      const { data } = await signIn({ variables });
      const viewer = data?.signIn.viewer;
      if (!viewer) return setProblem(t("factorOwed"));
      await becomeViewer(viewer);
      await navigate(safeReturn(search.get("to")), { replace: true });
    } catch (error) {
      setProblem(message(error));
      form.setFieldValue("password", "");
    }
  });
  return (
    <Stack maw="25rem" mx="auto" px="md" py={48} gap={0}>
      <PageHeader title={t("title")} />
      <Card component="form" onSubmit={submit} padding="lg">
        <Stack>
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={t("login")}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            dir="auto"
            {...form.getInputProps("login")}
          />
          <PasswordInput label={t("password")} autoComplete="current-password" required {...form.getInputProps("password")} />
          <Checkbox label={t("keep")} {...form.getInputProps("keepSignedIn", { type: "checkbox" })} />
          <Button type="submit" loading={loading}>
            {t("submit")}
          </Button>
        </Stack>
      </Card>
    </Stack>
  );
}
