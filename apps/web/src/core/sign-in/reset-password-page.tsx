import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Anchor, Button, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLoaderData, useSearchParams } from "react-router-dom";
import { useRefusalMessage, useShowError } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { EntryCard } from "./entry-card";
import { PasswordField } from "./password-field";
import { type PasswordRulesQuery, type PasswordRulesQueryVariables, ResetPasswordDocument } from "./sign-in.generated";

/** Chooses a password with the link of a mail; the campus's rules stand at the field. */
export function ResetPasswordPage() {
  const { t } = useTranslation("sign-in");
  const { data } = useReadQuery(useLoaderData<QueryRef<PasswordRulesQuery, PasswordRulesQueryVariables>>());
  const message = useRefusalMessage();
  const showError = useShowError();
  const [search] = useSearchParams();
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [reset, { loading }] = useMutation(ResetPasswordDocument);
  const form = useForm({ initialValues: { password: "" } });
  const submit = form.onSubmit(async ({ password }) => {
    setProblem(undefined);
    try {
      await reset({ variables: { token: search.get("token") ?? "", password } });
      setDone(true);
    } catch (error) {
      const code = refusalOf(error)?.code;
      if (code === "NOT_FOUND") setProblem(t("reset.gone"));
      else if (code === "INVALID_INPUT") showError(error, form);
      else setProblem(message(error));
    }
  });
  if (done) {
    return (
      <EntryCard title={t("reset.doneTitle")}>
        <Text role="status">{t("reset.done")}</Text>
        <Button component={Link} to="/sign-in">
          {t("submit")}
        </Button>
      </EntryCard>
    );
  }
  const below = (
    <Anchor component={Link} to="/forgotten-password">
      {t("reset.again")}
    </Anchor>
  );
  return (
    <EntryCard
      title={t("reset.title")}
      description={search.has("owed") ? t("reset.owed") : t("reset.text")}
      problem={problem}
      onSubmit={submit}
      below={below}
    >
      <PasswordField label={t("reset.password")} owner={{}} rules={data.passwordRules} {...form.getInputProps("password")} />
      <Button type="submit" loading={loading}>
        {t("reset.submit")}
      </Button>
    </EntryCard>
  );
}
