import { Alert, Autocomplete, Button, FileButton, Group, Select, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { decodeText } from "@lyceum/shared/text-encoding";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { FieldFinder } from "./field-finder";
import { ROLES } from "./people-filter";
import { type PeopleFieldFragment, PeopleSearchDocument, type PeopleSearchQuery } from "./people.generated";

export interface EnrolDraft {
  text: string;
  role: (typeof ROLES)[number];
  notify: boolean;
  /** What was concluded about a file's encoding, with a word to judge by. */
  notice: string | null;
  /** A workbook, which the server reads; it stands in the place of the text. */
  file: File | null;
}

interface EnrolFieldsProps {
  draft: EnrolDraft;
  /** Extra fields of the profile that people may be found by. */
  fields: readonly PeopleFieldFragment[];
  onChange: (change: Partial<EnrolDraft>) => void;
}

type Hit = PeopleSearchQuery["searchPeople"][number];
const LEAST = 2;

function useHits(text: string): Hit[] {
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const [asked] = useDebouncedValue(text.trim(), 200);
  const [hits, setHits] = useState<Hit[]>([]);
  useEffect(() => {
    if (asked.length < LEAST) return setHits([]);
    let current = true;
    client.query({ query: PeopleSearchDocument, variables: { courseId, sessionId, text: asked }, fetchPolicy: "no-cache" }).then(
      ({ data }) => current && setHits(data?.searchPeople ?? []),
      (error: unknown) => current && showError(error),
    );
    return () => {
      current = false;
    };
  }, [asked, courseId, sessionId, showError]);
  return hits;
}

/** Finds one person of the portal and puts their login at the end of the list. */
function PersonFinder({ onPick }: { onPick: (login: string) => void }) {
  const { t } = useTranslation("people");
  const [text, setText] = useState("");
  const hits = useHits(text);
  const labels = new Map(
    hits.map((hit) => [`\u2068${hit.person.name}\u2069 · ${hit.login}${hit.enrolmentId ? ` · ${t("enrolDialog.isIn")}` : ""}`, hit.login]),
  );
  return (
    <Autocomplete
      label={t("enrolDialog.find")}
      placeholder={t("enrolDialog.findHint")}
      data={[...labels.keys()]}
      // The server has chosen already, by accents and beginnings too.
      filter={({ options }) => options}
      value={text}
      onChange={setText}
      onOptionSubmit={(label) => {
        const login = labels.get(label);
        if (login) onPick(login);
        // Mantine writes the option into the field after this; the next turn empties it.
        queueMicrotask(() => setText(""));
      }}
    />
  );
}

/** Who is to come in: found one by one, typed, pasted, or from a file. */
export function EnrolFields({ draft, fields, onChange }: EnrolFieldsProps) {
  const { t } = useTranslation("people");
  const { sessionId } = useCoursePlace();
  const findable = fields.filter((field) => field.findable);
  const add = (...logins: string[]) => {
    const lines = draft.text.split("\n").filter((line) => line.trim() !== "");
    onChange({ text: [...new Set([...lines, ...logins])].map((line) => `${line}\n`).join(""), notice: null, file: null });
  };
  const read = async (file: File | null) => {
    if (!file) return;
    if (/\.xlsx$/iu.test(file.name)) return onChange({ file, text: "", notice: null });
    const { text, encoding, sample } = decodeText(new Uint8Array(await file.arrayBuffer()));
    onChange({ text, file: null, notice: encoding === "windows-1252" ? t("enrolDialog.encoding", { sample: sample ?? "" }) : null });
  };
  const roles = ROLES.filter((role) => role !== "TEACHER" || !sessionId);
  return (
    <>
      <PersonFinder onPick={add} />
      {findable.length > 0 && <FieldFinder fields={findable} onFound={(logins) => add(...logins)} />}
      <Textarea
        label={t("enrolDialog.list")}
        description={t("enrolDialog.listHelp")}
        autosize
        minRows={6}
        maxRows={14}
        dir="auto"
        spellCheck={false}
        data-autofocus
        value={draft.text}
        onChange={(event) => onChange({ text: event.currentTarget.value, notice: null, file: null })}
      />
      {draft.notice && <Alert role="status">{draft.notice}</Alert>}
      {draft.file && (
        <Alert role="status">
          <bdi>{draft.file.name}</bdi>
        </Alert>
      )}
      <Group justify="space-between" align="flex-end">
        <FileButton accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain" onChange={(file) => void read(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              {t("enrolDialog.file")}
            </Button>
          )}
        </FileButton>
        <Select
          label={t("enrolDialog.role")}
          allowDeselect={false}
          data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          value={draft.role}
          onChange={(role) => role && onChange({ role: role as EnrolDraft["role"] })}
        />
      </Group>
    </>
  );
}
