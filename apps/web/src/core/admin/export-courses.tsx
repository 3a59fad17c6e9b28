import { useMutation } from "@apollo/client/react";
import { Button, Menu } from "@mantine/core";
import { COURSE_LIST_FORMATS, type CourseListFormat } from "@lyceum/shared/inputs/courses";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { FileWatch } from "../../kernel/file-watch";
import { ExportCoursesDocument } from "./admin-courses.generated";
import { courseFilterOf } from "./course-filter";

/** Takes the list of courses away as it is filtered, with what the campus asks of courses besides. */
export function ExportCourses() {
  const { t } = useTranslation("admin");
  const [search] = useSearchParams();
  const showError = useShowError();
  const [jobId, setJobId] = useState<string | null>(null);
  const [write, { loading }] = useMutation(ExportCoursesDocument);
  const save = async (format: CourseListFormat) => {
    try {
      const { data } = await write({ variables: { ...courseFilterOf(search), format } });
      setJobId(data?.exportCourses.id ?? null);
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
            {t("courses.export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {COURSE_LIST_FORMATS.map((format) => (
            <Menu.Item key={format} onClick={() => void save(format)}>
              {t(`courses.exports.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
