import type { RuntimeCall } from "@lyceum/courseware/runtime/runtime-protocol";
import { CloseButton, Group, ScrollArea, Table, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import classes from "./call-log.module.css";

/** A call as the log shows it; `id` counts up while the page is open. */
export interface LoggedCall extends Omit<RuntimeCall, "at"> {
  id: number | string;
  activityId: string;
  at: number | string;
}

const COLUMNS = ["at", "method", "element", "value", "answer", "code"] as const;

/** Calls with their answers; those that went wrong stand out by a sign, a word and a colour. */
export function CallTable({ calls }: { calls: readonly LoggedCall[] }) {
  const { t } = useTranslation("paths");
  const format = useFormat();
  return (
    <Table fz="xs" className={classes.table} aria-label={t("log.title")}>
      <Table.Thead>
        <Table.Tr>
          {COLUMNS.map((column) => (
            <Table.Th key={column}>{t(`log.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {calls.map((call) => (
          <Table.Tr key={call.id} data-failed={call.code !== 0 || undefined}>
            <Table.Td>{format.time(call.at)}</Table.Td>
            <Table.Td>{call.method}</Table.Td>
            {[call.element, call.value, call.answer].map((text, index) => (
              <Table.Td key={index} dir="auto">
                {text}
              </Table.Td>
            ))}
            <Table.Td>{call.code === 0 ? "" : t("log.error", { code: call.code })}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What a package says and is answered, as it happens: for whoever tries it out. */
export function CallLog({ calls, onClose }: { calls: readonly LoggedCall[]; onClose: () => void }) {
  const { t } = useTranslation("paths");
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void end.current?.scrollIntoView({ block: "end" });
  }, [calls.length]);
  return (
    <section className={classes.panel} aria-label={t("log.title")}>
      <Group justify="space-between" px="sm" py={4}>
        <Title order={2} size="h6">
          {t("log.title")}
        </Title>
        <CloseButton size="sm" aria-label={t("log.close")} onClick={onClose} />
      </Group>
      <ScrollArea className={classes.scroll} type="auto">
        {calls.length === 0 ? (
          <Text size="sm" c="dimmed" px="sm">
            {t("log.empty")}
          </Text>
        ) : (
          <CallTable calls={calls} />
        )}
        <div ref={end} />
      </ScrollArea>
    </section>
  );
}
