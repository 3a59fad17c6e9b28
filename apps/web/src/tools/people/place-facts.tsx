import { Anchor, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../kernel/format";
import { Fact } from "../../ui/fact";
import { RelativeTime } from "../../ui/relative-time";
import type { PeopleRowFragment } from "./people.generated";

type Row = PeopleRowFragment;

/** How somebody is in, and how far they are; for staff. */
export function PlaceFacts({ row }: { row: Row }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  const at = (time: string | null) => (time ? <RelativeTime at={time} /> : t("never"));
  const share = (part: number, whole: number) =>
    t("progressOf", { done: format.number(part, { maximumFractionDigits: 1 }), total: format.number(whole) });
  return (
    <Stack component="dl" gap="xs" m={0}>
      <Fact label={t("columns.LOGIN")}>
        <bdi>{row.login}</bdi>
      </Fact>
      {row.email && (
        <Fact label={t("columns.EMAIL")}>
          <Anchor href={`mailto:${row.email}`}>{row.email}</Anchor>
        </Fact>
      )}
      {row.officialCode && <Fact label={t("columns.OFFICIAL_CODE")}>{row.officialCode}</Fact>}
      <Fact label={t("panel.waysIn")}>{format.list((row.sources ?? []).map((source) => t(`sources.${source}`))) || "–"}</Fact>
      {row.from && <Fact label={t("dates.from")}>{format.dateTime(row.from)}</Fact>}
      {row.until && <Fact label={t("dates.until")}>{format.dateTime(row.until)}</Fact>}
      <Fact label={t("columns.FIRST_ACCESS")}>{at(row.firstAccessAt)}</Fact>
      <Fact label={t("columns.LAST_ACCESS")}>{at(row.lastAccessAt)}</Fact>
      {row.classes && row.classes.length > 0 && (
        <Fact label={t("columns.CLASSES")}>
          <bdi>{format.list(row.classes)}</bdi>
        </Fact>
      )}
      {row.progress && row.progress.total > 0 && <Fact label={t("columns.PROGRESS")}>{share(row.progress.done, row.progress.total)}</Fact>}
      {row.progress && row.progress.score !== null && row.progress.maxScore && (
        <Fact label={t("columns.MARK")}>{share(row.progress.score, row.progress.maxScore)}</Fact>
      )}
      {row.progress && row.progress.seconds > 0 && <Fact label={t("columns.TIME")}>{format.duration(row.progress.seconds)}</Fact>}
    </Stack>
  );
}
