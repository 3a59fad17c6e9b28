import { useQuery } from "@apollo/client/react";
import { Button, Group, Menu, Modal, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconFlag, IconFolder, IconPlus, IconStack2, IconTextCaption } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { ToolIcon } from "../../ui/tool-icon";
import { StepItemsDocument } from "./learning-paths.generated";
import type { Step } from "./path-steps";
import type { PathEdits } from "./use-path-edits";
import classes from "./paths.module.css";

const NO_STEPS = new Set(["path", "section", "folder"]);

interface ChooseItemProps {
  steps: readonly Step[];
  onChoose: (itemId: string) => void;
  onClose: () => void;
}

/** Finds an item of the course, of any tool, by its name. */
function ChooseItem({ steps, onChoose, onClose }: ChooseItemProps) {
  const { t } = useTranslation("paths");
  const { courseId, sessionId } = useCoursePlace();
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words, 250);
  const { data, previousData } = useQuery(StepItemsDocument, {
    variables: { courseId, sessionId, search },
    fetchPolicy: "cache-and-network",
  });
  const taken = new Set(steps.map((step) => step.item?.id));
  const items = ((data ?? previousData)?.placeableItems ?? []).filter((item) => !NO_STEPS.has(item.kind) && !taken.has(item.id));
  return (
    <Modal opened onClose={onClose} title={t("path.addItem")} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="xs">
        <TextInput
          data-autofocus
          type="search"
          label={t("path.findItem")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {items.length === 0 && data && <Text c="dimmed">{t("path.noItems")}</Text>}
        <ul className={classes.tree}>
          {items.map((item) => (
            <li key={item.id}>
              <UnstyledButton className={classes.activity} onClick={() => onChoose(item.id)}>
                <ToolIcon tool={item.tool} size={24} />
                <bdi>{item.title}</bdi>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Stack>
    </Modal>
  );
}

/** The menu that adds to a path: a section, a text, an item of the course, the end. */
export function AddStep({ steps, edits, onMade }: { steps: readonly Step[]; edits: PathEdits; onMade: (id: string) => void }) {
  const { t } = useTranslation("paths");
  const [choosing, setChoosing] = useState(false);
  const add = async (input: Parameters<PathEdits["addStep"]>[0]) => {
    const known = new Set(steps.map((step) => step.id));
    const done = await edits.addStep(input);
    const made = done?.data?.addStep.steps.find((step) => !known.has(step.id));
    if (made && made.kind !== "ITEM") onMade(made.id);
  };
  const hasEnd = steps.some((step) => step.kind === "FINAL");
  return (
    <Group>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button leftSection={<IconPlus size={18} aria-hidden />}>{t("path.add")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconStack2 size={16} aria-hidden />} onClick={() => setChoosing(true)}>
            {t("path.addItem")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTextCaption size={16} aria-hidden />}
            onClick={() => void add({ kind: "TEXT", title: t("path.newText") })}
          >
            {t("path.addText")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFolder size={16} aria-hidden />}
            onClick={() => void add({ kind: "SECTION", title: t("path.newSection") })}
          >
            {t("path.addSection")}
          </Menu.Item>
          {!hasEnd && (
            <Menu.Item
              leftSection={<IconFlag size={16} aria-hidden />}
              onClick={() => void add({ kind: "FINAL", title: t("path.newFinal") })}
            >
              {t("path.addFinal")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {choosing && (
        <ChooseItem
          steps={steps}
          onClose={() => setChoosing(false)}
          onChoose={(itemId) => {
            setChoosing(false);
            void add({ kind: "ITEM", itemId });
          }}
        />
      )}
    </Group>
  );
}
