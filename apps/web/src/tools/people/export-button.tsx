import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { client } from "../../apollo";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { readPeopleFilter } from "./people-filter";
import { PeopleExportDocument } from "./people.generated";

/** Saves the list, as it is filtered, as a table that spreadsheets open. */
export function ExportButton() {
  const { t } = useTranslation("people");
  const { courseId, sessionId } = useCoursePlace();
  const [search] = useSearchParams();
  const showError = useShowError();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const { filter } = readPeopleFilter(search, true);
      const { data } = await client.query({
        query: PeopleExportDocument,
        variables: { courseId, sessionId, filter },
        fetchPolicy: "no-cache",
      });
      if (!data) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([data.exportCourseUsers.text], { type: "text/csv;charset=utf-8" }));
      link.download = data.exportCourseUsers.name;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} loading={busy} onClick={() => void save()}>
      {t("export")}
    </Button>
  );
}
