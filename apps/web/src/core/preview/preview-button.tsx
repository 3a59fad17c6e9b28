import { useLazyQuery, useMutation } from "@apollo/client/react";
import { useState } from "react";
import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconEye } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { playPreview } from "../../kernel/preview";
import { PreviewGroupsDocument, StartPreviewDocument } from "./preview.generated";

interface Group {
  id: string;
  title: string;
}

/** Makes the teacher the preview learner of the course or session on screen; where there are groups, of none or of a chosen one. */
export function PreviewButton() {
  const { t } = useTranslation("courses");
  const { courseId, sessionId } = useCoursePlace();
  const showError = useShowError();
  const [start, { loading }] = useMutation(StartPreviewDocument);
  const [readGroups, { data }] = useLazyQuery(PreviewGroupsDocument);
  const play = (group: Group | null) =>
    void start({ variables: { courseId, sessionId } })
      .then(() => playPreview({ courseId, sessionId, groupId: group?.id ?? null, groupTitle: group?.title ?? null }))
      .catch(showError);
  const [opened, setOpened] = useState(false);
  const choose = () =>
    void readGroups({ variables: { courseId, sessionId } })
      .then((groups) => (groups.data?.courseGroups.length ? setOpened(true) : play(null)))
      .catch(showError);
  return (
    <Menu position="bottom-end" opened={opened} onChange={(open) => (open ? choose() : setOpened(false))}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          loading={loading}
        >
          {t("preview.start")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => play(null)}>{t("preview.noGroup")}</Menu.Item>
        {data?.courseGroups.map((group) => (
          <Menu.Item key={group.id} onClick={() => play(group)}>
            {t("preview.inGroup", { title: group.title })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
