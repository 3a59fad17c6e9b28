import { Popover, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Link, RichTextEditor as Frame, useRichTextEditorContext } from "@mantine/tiptap";
import { IconLinkPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../kernel/errors";
import type { LinkableItem } from "./rich-text-editor";
import classes from "./rich-text-surface.module.css";

/** A link that may name an item by its id, so that its use is known and outlives renaming and moving. */
export const ItemLink = Link.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      itemId: {
        default: null,
        parseHTML: (element: HTMLElement) => element.dataset["itemId"] ?? null,
        renderHTML: ({ itemId }: Record<string, unknown>) => (itemId ? { "data-item-id": itemId } : {}),
      },
    };
  },
});

/** Links the selected words, or the title put at the cursor, to an item of the course. */
export function ItemLinkControl({ onFind }: { onFind: (text: string) => Promise<LinkableItem[]> }) {
  const { t } = useTranslation("ui");
  const showError = useShowError();
  const { editor } = useRichTextEditorContext();
  const [opened, setOpened] = useState(false);
  const [items, setItems] = useState<LinkableItem[]>();
  const find = (text: string) => void onFind(text).then(setItems, showError);
  const findSoon = useDebouncedCallback(find, 250);
  const toggle = () => {
    if (!opened) find("");
    setOpened(!opened);
  };
  const choose = ({ id, title, address }: LinkableItem) => {
    setOpened(false);
    const mark = { type: "link", attrs: { href: address, itemId: id } };
    if (editor?.state.selection.empty)
      editor
        .chain()
        .focus()
        .insertContent({ type: "text", text: title, marks: [mark] })
        .run();
    else editor?.chain().focus().setMark("link", mark.attrs).run();
  };
  return (
    <Popover opened={opened} onChange={setOpened} width={320} trapFocus shadow="md" returnFocus>
      <Popover.Target>
        <Frame.Control aria-label={t("editor.itemLink")} title={t("editor.itemLink")} onClick={toggle}>
          <IconLinkPlus size={16} stroke={1.5} />
        </Frame.Control>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          type="search"
          label={t("editor.itemFind")}
          onChange={(event) => findSoon(event.currentTarget.value)}
          mb="xs"
          data-autofocus
        />
        {items?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("editor.itemNone")}
          </Text>
        )}
        <Stack component="ul" gap={2} p={0} m={0} className={classes.found}>
          {items?.map((item) => (
            <li key={item.id}>
              <UnstyledButton className={classes.foundItem} onClick={() => choose(item)}>
                <bdi>{item.title}</bdi>
              </UnstyledButton>
            </li>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
