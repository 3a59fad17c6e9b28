import { useMutation, useQuery } from "@apollo/client/react";
import { Alert, Button, Group, Modal, Select, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import {
  PeopleBindClassDocument,
  type PeopleBindClassMutation,
  PeopleClassChoicesDocument,
  type PeopleStaffPartQuery,
  PeopleUnbindClassDocument,
  type PeopleUnbindClassMutation,
} from "./people.generated";
import { TellSwitch } from "./enrol-lines";
import { type EnrolRole, RoleSelect } from "./role-select";

type Placed = PeopleStaffPartQuery["courseClasses"][number];
type Going = PeopleUnbindClassMutation["unbindClass"];
type Coming = PeopleBindClassMutation["bindClass"];

/** One class that is in, with the way out, which says the numbers first. */
function PlacedClass({ placed, onChanged }: { placed: Placed; onChanged: () => void }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const [going, setGoing] = useState<Going | null>(null);
  const [unbind, { loading }] = useMutation(PeopleUnbindClassDocument);
  const ask = async (dryRun: boolean) => {
    try {
      const { data } = await unbind({ variables: { courseId, sessionId, classId: placed.classId, dryRun } });
      if (dryRun) return setGoing(data?.unbindClass ?? null);
      setGoing(null);
      announce(t("classes.removed", { title: placed.title }));
      onChanged();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Stack component="li" gap={6} style={{ listStyle: "none" }}>
      <Group justify="space-between" gap="sm">
        <div>
          <Text component="bdi" fw={550} display="block">
            {placed.title}
          </Text>
          <Text size="sm" c="dimmed">
            {t("classes.asRole", { count: placed.memberCount, role: t(`roles.${placed.role}`) })}
          </Text>
        </div>
        {!going && (
          <Button variant="default" size="sm" loading={loading} onClick={() => void ask(true)}>
            {t("classes.remove")}
          </Button>
        )}
      </Group>
      {placed.elsewhere.length > 0 && (
        <Alert color="yellow">
          {t("classes.elsewhere", { places: format.list(placed.elsewhere.map((title) => title ?? t("classes.course"))) })}
        </Alert>
      )}
      {going && (
        <Group gap="sm">
          <Text size="sm">{t("classes.leaving", { count: going.leaving, staying: format.number(going.staying) })}</Text>
          <Button variant="default" size="sm" onClick={() => setGoing(null)}>
            {t("cancel")}
          </Button>
          <Button color="red" size="sm" loading={loading} onClick={() => void ask(false)}>
            {t("classes.removeNow")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

interface AddClassProps {
  placed: readonly Placed[];
  notifyAtFirst: boolean | null;
  onChanged: () => void;
}

/** Chooses a class, says what it would bring, then puts it in. */
function AddClass({ placed, notifyAtFirst, onChanged }: AddClassProps) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const { data } = useQuery(PeopleClassChoicesDocument, { variables: { courseId, sessionId }, fetchPolicy: "cache-and-network" });
  const [classId, setClassId] = useState<string | null>(null);
  const [role, setRole] = useState<EnrolRole>("LEARNER");
  const [notify, setNotify] = useState(notifyAtFirst ?? false);
  const [coming, setComing] = useState<Coming | null>(null);
  const [bind, { loading }] = useMutation(PeopleBindClassDocument);
  const there = new Set(placed.map((one) => one.classId));
  const choices = (data?.classesToEnrol ?? []).filter((one) => !there.has(one.id));
  const ask = async (dryRun: boolean) => {
    if (!classId) return;
    try {
      const { data: answer } = await bind({ variables: { input: { courseId, sessionId, classId, role, notify }, dryRun } });
      if (dryRun) return setComing(answer?.bindClass ?? null);
      announce(t("classes.added", { count: answer?.bindClass.coming ?? 0 }));
      setClassId(null);
      setComing(null);
      onChanged();
    } catch (error) {
      showError(error);
    }
  };
  if (data && choices.length === 0) return <Text c="dimmed">{t("classes.none")}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void ask(coming === null);
      }}
    >
      <Stack>
        <Group align="flex-end">
          <Select
            label={t("classes.which")}
            searchable
            nothingFoundMessage={t("classes.noMatch")}
            data={choices.map((one) => ({ value: one.id, label: `\u2068${one.title}\u2069 (${format.number(one.memberCount)})` }))}
            value={classId}
            onChange={(value) => [setClassId(value), setComing(null)]}
            flex="1 1 14rem"
          />
          <RoleSelect value={role} onChange={(value) => [setRole(value), setComing(null)]} />
        </Group>
        <TellSwitch notify={notifyAtFirst === null ? null : notify} onNotify={setNotify} />
        {coming && <Text role="status">{t("classes.coming", { count: coming.coming, staying: format.number(coming.staying) })}</Text>}
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!classId}>
            {coming ? t("classes.add", { count: coming.coming }) : t("classes.check")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ClassesDialogProps {
  placed: readonly Placed[];
  mayBind: boolean;
  /** Whether telling the new people is on from the start; null where the course does not tell them. */
  notify: boolean | null;
  onClose: () => void;
  onChanged: () => void;
}

/** The classes of the course or session: who joins one later comes too, who is in by another way stays. */
export function ClassesDialog({ placed, mayBind, notify, onClose, onChanged }: ClassesDialogProps) {
  const { t } = useTranslation("people");
  return (
    <Modal opened onClose={onClose} title={t("classes.title")} size="lg" closeButtonProps={{ "aria-label": t("cancel") }}>
      <Stack gap="lg">
        <Text c="dimmed" size="sm">
          {t("classes.help")}
        </Text>
        {placed.length > 0 && (
          <Stack component="ul" gap="md" p={0} m={0} aria-label={t("classes.here")}>
            {placed.map((one) => (
              <PlacedClass key={one.classId} placed={one} onChanged={onChanged} />
            ))}
          </Stack>
        )}
        {mayBind && (
          <section>
            <Title order={3} size="h4" mb="sm">
              {t("classes.addTitle")}
            </Title>
            <AddClass placed={placed} notifyAtFirst={notify} onChanged={onChanged} />
          </section>
        )}
      </Stack>
    </Modal>
  );
}
