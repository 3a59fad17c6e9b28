import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { useOwnWords } from "../../core/profile-fields/value-field";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFieldChoices } from "./use-field-choices";
import { type PeopleFieldFragment, PeopleSearchDocument } from "./people.generated";

interface FieldFinderProps {
  /** Fields that administrators opened for this, at least one. */
  fields: readonly PeopleFieldFragment[];
  onFound: (logins: string[]) => void;
}

/** Puts everybody of the campus whose profile says something into the list, leaving out who is in already. */
export function FieldFinder({ fields, onFound }: FieldFinderProps) {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const words = useOwnWords();
  const choices = useFieldChoices();
  const [field, setField] = useState(fields[0]!);
  const [value, setValue] = useState("");
  const [found, setFound] = useState<number>();
  const [loading, setLoading] = useState(false);
  const data = choices(field);
  const find = async () => {
    setLoading(true);
    try {
      const variables = { courseId, sessionId, text: "", fields: [{ fieldId: field.id, value: value.trim() }] };
      const answer = await client.query({ query: PeopleSearchDocument, variables, fetchPolicy: "no-cache" });
      const logins = (answer.data?.searchPeople ?? []).filter((hit) => hit.enrolmentId === null).map((hit) => hit.login);
      setFound(logins.length);
      if (logins.length > 0) onFound(logins);
    } catch (error) {
      showError(error);
    } finally {
      setLoading(false);
    }
  };
  const change = (next: string | null) => [setValue(next ?? ""), setFound(undefined)];
  return (
    <Group align="flex-end" gap="sm" role="group" aria-label={t("enrolDialog.byField")}>
      <Select
        label={t("enrolDialog.field")}
        allowDeselect={false}
        data={fields.map(({ id, labels }) => ({ value: id, label: words(labels) }))}
        value={field.id}
        onChange={(id) => [setField(fields.find((one) => one.id === id) ?? field), change("")]}
        flex="1 1 8rem"
        miw="8rem"
      />
      {data ? (
        <Select label={t("enrolDialog.says")} data={data} value={value || null} onChange={change} flex="1 1 8rem" miw="8rem" />
      ) : (
        <TextInput
          label={t("enrolDialog.says")}
          type={field.kind === "DATE" ? "date" : "text"}
          maxLength={300}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
          flex="1 1 8rem"
          miw="8rem"
        />
      )}
      <Button variant="default" onClick={() => void find()} loading={loading} disabled={value.trim() === ""}>
        {t("enrolDialog.addFound")}
      </Button>
      <Text size="sm" c="dimmed" role="status" w="100%" hidden={found === undefined}>
        {found === undefined ? "" : t("enrolDialog.found", { count: found })}
      </Text>
    </Group>
  );
}
