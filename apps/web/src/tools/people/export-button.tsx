import { useMutation } from "@apollo/client/react";
import { Button, Menu } from "@mantine/core";
import { IconDownload, IconFileSpreadsheet, IconFileText, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { FileWatch } from "../../kernel/file-watch";
import { fieldIdsOf, readColumns } from "./people-columns";
import { readPeopleFilter } from "./people-filter";
import { PeopleExportDocument } from "./people.generated";

/** Takes the list away as it is filtered: as a table, as a workbook, or printed with pictures (which a browser also saves as PDF). */
export function ExportButton({ onPrint }: { onPrint: () => void }) {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const [search] = useSearchParams();
  const showError = useShowError();
  const [jobId, setJobId] = useState<string | null>(null);
  const [write, { loading }] = useMutation(PeopleExportDocument);
  const save = async (format: "CSV" | "XLSX") => {
    try {
      const { filter } = readPeopleFilter(search, true);
      const { data } = await write({ variables: { courseId, sessionId, filter, format, fieldIds: fieldIdsOf(readColumns(search)) } });
      setJobId(data?.exportCourseUsers.id ?? null);
    } catch (error) {
      showError(error);
    }
  };
  return (
    <>
      {jobId && <FileWatch id={jobId} onEnd={() => setJobId(null)} />}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} loading={loading}>
            {t("export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileSpreadsheet size={16} aria-hidden />} onClick={() => void save("XLSX")}>
            {t("exports.workbook")}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText size={16} aria-hidden />} onClick={() => void save("CSV")}>
            {t("exports.table")}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={onPrint}>
            {t("exports.print")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
