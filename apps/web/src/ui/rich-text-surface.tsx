import "@mantine/tiptap/styles.css";
import { Input } from "@mantine/core";
import { RichTextEditor as Frame, useRichTextEditorContext } from "@mantine/tiptap";
import { IconColumnInsertRight, IconPhoto, IconRowInsertBottom, IconTable, IconTableOff } from "@tabler/icons-react";
import { Image } from "@tiptap/extension-image";
import { TableKit } from "@tiptap/extension-table";
import { useEditor, useEditorState } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../kernel/errors";
import { ItemLink, ItemLinkControl } from "./item-link-control";
import { MathControl } from "./math-control";
import { MathNode } from "./math-node";
import type { RichTextEditorProps } from "./rich-text-editor";
import classes from "./rich-text-surface.module.css";

function useLabels() {
  const { t } = useTranslation("ui");
  return {
    boldControlLabel: t("editor.bold"),
    italicControlLabel: t("editor.italic"),
    h2ControlLabel: t("editor.heading2"),
    h3ControlLabel: t("editor.heading3"),
    bulletListControlLabel: t("editor.bulletList"),
    orderedListControlLabel: t("editor.orderedList"),
    linkControlLabel: t("editor.link"),
    unlinkControlLabel: t("editor.unlink"),
    linkEditorInputLabel: t("editor.linkAddress"),
    linkEditorInputPlaceholder: "https://",
    linkEditorSave: t("editor.linkSave"),
    blockquoteControlLabel: t("editor.quote"),
    codeBlockControlLabel: t("editor.code"),
    undoControlLabel: t("editor.undo"),
    redoControlLabel: t("editor.redo"),
  };
}

function TableControls() {
  const { t } = useTranslation("ui");
  const { editor } = useRichTextEditorContext();
  const inTable = useEditorState({ editor, selector: ({ editor: current }) => current?.isActive("table") ?? false });
  if (!inTable) {
    const insert = () => editor?.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
    return (
      <Frame.Control aria-label={t("editor.table")} title={t("editor.table")} onClick={insert}>
        <IconTable size={16} stroke={1.5} />
      </Frame.Control>
    );
  }
  const controls = [
    ["rowAfter", IconRowInsertBottom, () => editor?.chain().focus().addRowAfter().run()],
    ["columnAfter", IconColumnInsertRight, () => editor?.chain().focus().addColumnAfter().run()],
    ["deleteTable", IconTableOff, () => editor?.chain().focus().deleteTable().run()],
  ] as const;
  return controls.map(([key, Icon, run]) => (
    <Frame.Control key={key} aria-label={t(`editor.${key}`)} title={t(`editor.${key}`)} onClick={run}>
      <Icon size={16} stroke={1.5} />
    </Frame.Control>
  ));
}

function ImageControl({ onImage }: { onImage: (file: File) => Promise<string> }) {
  const { t } = useTranslation("ui");
  const showError = useShowError();
  const { editor } = useRichTextEditorContext();
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    onImage(file)
      .then((src) => editor?.chain().focus().setImage({ src, alt: "" }).run())
      .catch(showError);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,image/svg+xml"
        hidden
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
      <Frame.Control aria-label={t("editor.image")} title={t("editor.image")} onClick={() => input.current?.click()}>
        <IconPhoto size={16} stroke={1.5} />
      </Frame.Control>
    </>
  );
}

function Toolbar({ onImage, onFindItem }: Pick<RichTextEditorProps, "onImage" | "onFindItem">) {
  const { t } = useTranslation("ui");
  return (
    <Frame.Toolbar aria-label={t("editor.toolbar")} role="toolbar">
      <Frame.ControlsGroup>
        <Frame.Bold />
        <Frame.Italic />
        <Frame.H2 />
        <Frame.H3 />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.BulletList />
        <Frame.OrderedList />
        <Frame.Blockquote />
        <Frame.CodeBlock />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.Link />
        <Frame.Unlink />
        {onFindItem && <ItemLinkControl onFind={onFindItem} />}
        <TableControls />
        <MathControl />
        {onImage && <ImageControl onImage={onImage} />}
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.Undo />
        <Frame.Redo />
      </Frame.ControlsGroup>
    </Frame.Toolbar>
  );
}

/** The editor itself; pages use `RichTextEditor`, which fetches it when it is needed. */
export function RichTextSurface({ label, value, onChange, error, description, onImage, onFindItem, minHeight = 8 }: RichTextEditorProps) {
  const id = useId();
  const labels = useLabels();
  const editor = useEditor({
    extensions: [StarterKit.configure({ link: false, heading: { levels: [2, 3, 4] } }), ItemLink, TableKit, Image, MathNode],
    content: value,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": `${id}-label`,
        dir: "auto",
        style: `min-block-size: ${minHeight}rem`,
      },
    },
    onUpdate: ({ editor: current }) => onChange(current.isEmpty ? "" : current.getHTML()),
  });
  return (
    <Input.Wrapper label={label} labelProps={{ id: `${id}-label` }} labelElement="div" error={error} description={description}>
      <Frame editor={editor} labels={labels} className={classes.frame} data-error={error ? true : undefined}>
        <Toolbar onImage={onImage} onFindItem={onFindItem} />
        <Frame.Content />
      </Frame>
    </Input.Wrapper>
  );
}
