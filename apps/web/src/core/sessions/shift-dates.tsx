import { useMutation } from "@apollo/client/react";
import { Button, Group, Modal, NumberInput, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { useFormat } from "../../kernel/format";
import { useUndo } from "../../kernel/undo";
import { type SessionFieldsFragment, ShiftSessionDatesDocument, type ShiftSessionDatesMutation } from "./sessions.generated";

type Plan = ShiftSessionDatesMutation["shiftSessionDates"];

/** Each date that moves, before and after. */
function Preview({ plan }: { plan: Plan }) {
  const { t } = useTranslation("sessions");
  const format = useFormat();
  const count = plan.total;
  if (count === 0) return <Text role="status">{t("shift.none")}</Text>;
  return (
    <>
      <Text role="status">
        {t("shift.moves", { count })}
        {plan.changes.length < count && ` · ${t("shift.first", { shown: plan.changes.length })}`}
      </Text>
      <Table.ScrollContainer minWidth={420} mah="50vh">
        <Table aria-label={t("shift.open")}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("shift.what")}</Table.Th>
              <Table.Th>{t("shift.before")}</Table.Th>
              <Table.Th>{t("shift.after")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plan.changes.map((change) => (
              <Table.Tr key={`${change.itemId} ${change.courseId} ${change.field} ${change.from}`}>
                <Table.Td>
                  <bdi>{change.title}</bdi>{" "}
                  <Text span size="sm" c="dimmed">
                    {t(`shift.fields.${change.field}`)}
                  </Text>
                </Table.Td>
                <Table.Td>{format.dateTime(change.from)}</Table.Td>
                <Table.Td>{format.dateTime(change.to)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function ShiftForm({ session, onClose }: { session: SessionFieldsFragment; onClose: () => void }) {
  const { t } = useTranslation("sessions");
  const showError = useShowError();
  const offerUndo = useUndo();
  const [days, setDays] = useState<number | string>(7);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [shift, { loading }] = useMutation(ShiftSessionDatesDocument);
  const run = (by: number, dryRun: boolean) => shift({ variables: { sessionId: session.id, days: by, dryRun } });
  const tryIt = async () => setPlan((await run(Number(days), true)).data?.shiftSessionDates ?? null);
  const apply = async () => {
    const by = Number(days);
    await run(by, false);
    offerUndo(t("shift.done"), () => run(-by, false));
    onClose();
  };
  const usable = Number.isInteger(days) && days !== 0;
  return (
    <Stack>
      <NumberInput
        label={t("shift.days")}
        description={t("shift.daysHelp")}
        allowDecimal={false}
        min={-3650}
        max={3650}
        data-autofocus
        value={days}
        onChange={(next) => {
          setDays(next);
          setPlan(null);
        }}
      />
      {plan && <Preview plan={plan} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        {plan && plan.total > 0 ? (
          <Button loading={loading} onClick={() => void apply().catch(showError)}>
            {t("shift.apply", { count: plan.total })}
          </Button>
        ) : (
          <Button loading={loading} disabled={!usable} onClick={() => void tryIt().catch(showError)}>
            {t("shift.try")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** Moves all dates of a session, after having shown each of them before and after. */
export function ShiftDates({ session }: { session: SessionFieldsFragment }) {
  const { t } = useTranslation("sessions");
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        {t("shift.open")}
      </Button>
      <Modal opened={opened} onClose={close} size="lg" title={t("shift.open")} closeButtonProps={{ "aria-label": t("cancel") }}>
        {opened && <ShiftForm session={session} onClose={close} />}
      </Modal>
    </>
  );
}
