import { Button, Group, Popover, Stack, Textarea } from "@mantine/core";
import { RichTextEditor as Frame, useRichTextEditorContext } from "@mantine/tiptap";
import { IconMathFunction } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { drawMath } from "./math";

function Preview({ tex }: { tex: string }) {
  const { t } = useTranslation("ui");
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (root.current) void drawMath(root.current, tex);
  }, [tex]);
  return <div ref={root} role="img" aria-label={t("editor.mathPreview")} style={{ minBlockSize: "2.5rem", overflowX: "auto" }} />;
}

/** Puts a formula at the cursor, or changes the one that is selected. */
export function MathControl() {
  const { t } = useTranslation("ui");
  const { editor } = useRichTextEditorContext();
  const [opened, setOpened] = useState(false);
  const [tex, setTex] = useState("");
  const open = () => {
    setTex(editor?.isActive("math") ? String(editor.getAttributes("math")["tex"] ?? "") : "");
    setOpened(!opened);
  };
  const insert = () => {
    setOpened(false);
    const content = { type: "math", attrs: { tex: tex.trim() } };
    if (tex.trim() !== "") editor?.chain().focus().insertContent(content).run();
  };
  return (
    <Popover opened={opened} onChange={setOpened} width={320} trapFocus shadow="md" returnFocus>
      <Popover.Target>
        <Frame.Control aria-label={t("editor.math")} title={t("editor.math")} onClick={open}>
          <IconMathFunction size={16} stroke={1.5} />
        </Frame.Control>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Textarea
            label={t("editor.mathLabel")}
            dir="ltr"
            autosize
            minRows={2}
            maxLength={5_000}
            value={tex}
            onChange={(event) => setTex(event.currentTarget.value)}
            data-autofocus
          />
          <Preview tex={tex} />
          <Group justify="flex-end">
            <Button size="compact-sm" onClick={insert} disabled={tex.trim() === ""}>
              {t("editor.mathInsert")}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
