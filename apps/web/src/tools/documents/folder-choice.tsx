import { useQuery } from "@apollo/client/react";
import { Anchor, Breadcrumbs, Button, Group, Modal, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ListSkeleton } from "../../ui/skeletons";
import { FolderChoiceDocument } from "./documents.generated";
import classes from "./documents.module.css";

interface Step {
  id: string | null;
  title: string;
}

interface FolderChoiceProps {
  title: string;
  action: string;
  courseId: string;
  sessionId: string | null;
  /** The top where the choice begins. */
  top: Step;
  /** Folders that cannot be chosen: those that move. */
  without: ReadonlySet<string>;
  onChoose: (folderId: string | null) => void;
  onClose: () => void;
}

/** Chooses a folder by walking down and up: the way to move and copy for those who do not drag. */
export function FolderChoice({ title, action, courseId, sessionId, top, without, onChoose, onClose }: FolderChoiceProps) {
  const { t } = useTranslation("documents");
  const [path, setPath] = useState<Step[]>([top]);
  const here = path.at(-1) ?? top;
  const { data } = useQuery(FolderChoiceDocument, {
    variables: { courseId, sessionId, folderId: here.id },
    fetchPolicy: "cache-and-network",
  });
  const folders = data?.documents.nodes.filter((folder) => !without.has(folder.id));
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        <Breadcrumbs>
          {path.map((step, index) => (
            <Anchor key={step.id ?? "top"} component="button" type="button" onClick={() => setPath(path.slice(0, index + 1))}>
              <bdi>{step.title}</bdi>
            </Anchor>
          ))}
        </Breadcrumbs>
        {!folders && <ListSkeleton rows={3} />}
        {folders?.length === 0 && (
          <Text c="dimmed" size="sm">
            {t("noFolders")}
          </Text>
        )}
        <Stack gap={2} component="ul" className={classes.cues} p={0} m={0} style={{ listStyle: "none" }}>
          {folders?.map((folder) => (
            <li key={folder.id}>
              <UnstyledButton className={classes.cue} onClick={() => setPath([...path, { id: folder.id, title: folder.title }])}>
                <Group justify="space-between" wrap="nowrap">
                  <bdi>{folder.title}</bdi>
                  <IconChevronRight size={16} aria-hidden className="lyceum-flip" />
                </Group>
              </UnstyledButton>
            </li>
          ))}
        </Stack>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button onClick={() => onChoose(here.id)} data-autofocus>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
