import { useMutation } from "@apollo/client/react";
import { Anchor, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { useRefusalMessage } from "../../kernel/errors";
import { refusalOf } from "../../kernel/refusals";
import { EntryCard } from "./entry-card";
import { UndoEmailChangeDocument } from "./sign-in.generated";

/** Takes a change of address back, from the former address; a new password comes next. A click is asked for, since scanners open links. */
export function UndoEmailPage() {
  const { t } = useTranslation("sign-in");
  const message = useRefusalMessage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [problem, setProblem] = useState<string>();
  const [undo, { loading }] = useMutation(UndoEmailChangeDocument);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    try {
      const { data } = await undo({ variables: { token: search.get("token") ?? "" } });
      if (data) await navigate(`/reset-password?token=${data.undoEmailChange}&owed=1`, { replace: true });
    } catch (error) {
      setProblem(refusalOf(error)?.code === "NOT_FOUND" ? t("undoEmail.gone") : message(error));
    }
  };
  const below = (
    <Anchor component={Link} to="/sign-in">
      {t("backToSignIn")}
    </Anchor>
  );
  return (
    <EntryCard
      title={t("undoEmail.title")}
      description={t("undoEmail.text")}
      problem={problem}
      onSubmit={(event) => void submit(event)}
      below={below}
    >
      <Button type="submit" loading={loading}>
        {t("undoEmail.submit")}
      </Button>
    </EntryCard>
  );
}
