import { useMutation } from "@apollo/client/react";
import { Menu, UnstyledButton, Text, Group } from "@mantine/core";
import { IconChevronDown, IconFolder, IconUser, IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { useViewer } from "../../kernel/session";
import { OpenDocumentSpaceDocument, type DocumentFolderQuery } from "./documents.generated";

type Space = DocumentFolderQuery["documentSpaces"][number];

interface SpacesSwitchProps {
  place: CoursePlace;
  spaces: readonly Space[];
  /** The space on screen; null = the course's own. */
  current: Space | null;
}

/** Goes between the course's documents, those of one's groups, one's own and other people's. */
export function SpacesSwitch({ place, spaces, current }: SpacesSwitchProps) {
  const { t } = useTranslation("documents");
  const navigate = useNavigate();
  const viewer = useViewer();
  const showError = useShowError();
  const [open] = useMutation(OpenDocumentSpaceDocument);
  const base = `${place.address}/documents`;
  const groups = spaces.filter((space) => space.kind === "GROUP");
  const people = spaces.filter((space) => space.kind === "PERSONAL" && space.ownerId !== viewer?.id);
  const openOwn = () =>
    open({ variables: { courseId: place.courseId, sessionId: place.sessionId } }).then(
      ({ data }) => data && navigate(`${base}/${data.openDocumentSpace.rootId}`),
      showError,
    );
  const entry = (space: Space) => (
    <Menu.Item
      key={space.id}
      leftSection={space.kind === "GROUP" ? <IconUsersGroup size={16} aria-hidden /> : <IconUser size={16} aria-hidden />}
      onClick={() => void navigate(`${base}/${space.rootId}`)}
    >
      <bdi>{space.title}</bdi>
    </Menu.Item>
  );
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton py={6}>
          <Group gap={6} wrap="nowrap">
            <Text size="sm" c="dimmed">
              {current ? <bdi>{current.title}</bdi> : t("space.course")}
            </Text>
            <IconChevronDown size={16} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflow: "auto" }}>
        <Menu.Item leftSection={<IconFolder size={16} aria-hidden />} onClick={() => void navigate(base)}>
          {t("space.course")}
        </Menu.Item>
        {viewer && (
          <Menu.Item leftSection={<IconUser size={16} aria-hidden />} onClick={() => void openOwn()}>
            {t("space.own")}
          </Menu.Item>
        )}
        {groups.length > 0 && <Menu.Label>{t("space.groups")}</Menu.Label>}
        {groups.map(entry)}
        {people.length > 0 && <Menu.Label>{t("space.people")}</Menu.Label>}
        {people.map(entry)}
      </Menu.Dropdown>
    </Menu>
  );
}
