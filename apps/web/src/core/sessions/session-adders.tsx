import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, MultiSelect, SegmentedControl, Stack, Switch } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../apollo";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import {
  AddCoursesToSessionDocument,
  EnrolInSessionDocument,
  SessionCourseChoicesDocument,
  SessionUserChoicesDocument,
} from "./sessions.generated";

interface Choice {
  value: string;
  label: string;
}

/** Choices that the server finds while somebody types; what is chosen stays among them. */
function useChoices(search: string, chosen: readonly string[], load: (search: string) => Promise<Choice[]>): Choice[] {
  const showError = useShowError();
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [known, setKnown] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [found, setFound] = useState<readonly string[]>([]);
  useEffect(() => {
    let current = true;
    load(asked).then(
      (choices) => {
        if (!current) return;
        setFound(choices.map((choice) => choice.value));
        setKnown((former) => new Map([...former, ...choices.map((choice) => [choice.value, choice] as const)]));
      },
      (error: unknown) => current && showError(error),
    );
    return () => {
      current = false;
    };
  }, [asked, load, showError]);
  return [...new Set([...chosen, ...found])].flatMap((value) => known.get(value) ?? []);
}

const loadCourses = async (search: string): Promise<Choice[]> => {
  const { data } = await client.query({ query: SessionCourseChoicesDocument, variables: { search }, fetchPolicy: "no-cache" });
  return (data?.sessionCourseChoices ?? []).map(({ id, code, title }) => ({ value: id, label: `\u2068${title}\u2069 · ${code}` }));
};

/** People of the campus by name, login, address or code, for those who manage people. */
export const loadUsers = async (search: string): Promise<Choice[]> => {
  const { data } = await client.query({ query: SessionUserChoicesDocument, variables: { search }, fetchPolicy: "no-cache" });
  return (data?.users.nodes ?? []).map(({ id, login, name }) => ({ value: id, label: `\u2068${name}\u2069 · ${login}` }));
};

interface PickerProps {
  label: string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
  load: (search: string) => Promise<Choice[]>;
  without?: readonly string[];
}

/** Chooses several of what the server finds while somebody types. */
export function Picker({ label, chosen, onChange, load, without = [] }: PickerProps) {
  const { t } = useTranslation("sessions");
  const [search, setSearch] = useState("");
  const data = useChoices(search, chosen, load).filter((choice) => !without.includes(choice.value));
  return (
    <MultiSelect
      label={label}
      data={data}
      value={chosen}
      onChange={onChange}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      // The server has chosen already.
      filter={({ options }) => options}
      nothingFoundMessage={t("nothingFound")}
      clearButtonProps={{ "aria-label": t("clear") }}
      data-autofocus
    />
  );
}

/** Adds courses to a session; its people come into them too. */
export function AddCourses({ sessionId, present, onDone }: { sessionId: string; present: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation("sessions");
  const showError = useShowError();
  const [opened, { open, close }] = useDisclosure();
  const [chosen, setChosen] = useState<string[]>([]);
  const [add, { loading }] = useMutation(AddCoursesToSessionDocument);
  const save = async () => {
    try {
      await add({ variables: { sessionId, courseIds: chosen } });
      setChosen([]);
      close();
      onDone();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <>
      <Button variant="default" size="sm" onClick={open}>
        {t("addCourses")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("addCourses")} closeButtonProps={{ "aria-label": t("cancel") }}>
        <Stack>
          <Picker label={t("courses")} chosen={chosen} onChange={setChosen} load={loadCourses} without={present} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
            <Button disabled={chosen.length === 0} loading={loading} onClick={() => void save()}>
              {t("addCoursesNow", { count: chosen.length })}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** Puts people into all courses of a session. */
export function AddPeople({ sessionId, disabled, onDone }: { sessionId: string; disabled: boolean; onDone: () => void }) {
  const { t } = useTranslation("sessions");
  const showError = useShowError();
  const [opened, { open, close }] = useDisclosure();
  const [chosen, setChosen] = useState<string[]>([]);
  const [role, setRole] = useState<"LEARNER" | "TUTOR">("LEARNER");
  const [notify, setNotify] = useState(false);
  const [enrol, { loading }] = useMutation(EnrolInSessionDocument);
  const save = async () => {
    try {
      const { data } = await enrol({ variables: { input: { sessionId, userIds: chosen, role, notify } } });
      if (data) announce(t("added", { count: data.enrolInSession.enrolled }));
      setChosen([]);
      close();
      onDone();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <>
      <Button size="sm" disabled={disabled} onClick={open}>
        {t("addPeople")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("addPeople")} closeButtonProps={{ "aria-label": t("cancel") }}>
        <Stack>
          <Picker label={t("person")} chosen={chosen} onChange={setChosen} load={loadUsers} />
          <SegmentedControl
            aria-label={t("role")}
            value={role}
            onChange={(value) => setRole(value as typeof role)}
            data={(["LEARNER", "TUTOR"] as const).map((value) => ({ value, label: t(`roles.${value}`) }))}
          />
          <Switch label={t("notify")} checked={notify} onChange={(event) => setNotify(event.currentTarget.checked)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("cancel")}
            </Button>
            <Button disabled={chosen.length === 0} loading={loading} onClick={() => void save()}>
              {t("addPeopleNow", { count: chosen.length })}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
