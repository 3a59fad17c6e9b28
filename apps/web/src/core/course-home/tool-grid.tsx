import { useMutation } from "@apollo/client/react";
import { ActionIcon, Badge, Button, FileButton, Group, TextInput, Title } from "@mantine/core";
import { IconEye, IconEyeOff, IconPencil, IconPhoto, IconPhotoOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { upload } from "../../kernel/upload";
import { SortableList } from "../../ui/sortable-list";
import { ToolIcon } from "../../ui/tool-icon";
import { hasPages } from "../shell/course-tools";
import {
  ChangeToolDocument,
  ReorderToolsDocument,
  SetAllToolsVisibilityDocument,
  SetToolVisibilityDocument,
  type ToolTile_toolFragment,
} from "./course-home.generated";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

type Tool = ToolTile_toolFragment & { id: string };

function RenameTool({ tool, name, onDone }: { tool: Tool; name: string; onDone: () => void }) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [change] = useMutation(ChangeToolDocument);
  const [label, setLabel] = useState(tool.label ?? "");
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const { courseId, sessionId } = place;
    change({ variables: { courseId, sessionId, tool: tool.key, input: { label: label.trim() || null } } })
      .then(refresh)
      .then(onDone)
      .catch(showError);
  };
  return (
    <form onSubmit={submit} style={{ flex: 1 }}>
      <TextInput
        aria-label={t("tools.name", { name })}
        placeholder={name}
        autoFocus
        dir="auto"
        maxLength={60}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onBlur={submit}
      />
    </form>
  );
}

/** Gives a tool a picture of its own, or takes it away again. */
function ToolPicture({ tool, name }: { tool: Tool; name: string }) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [change, { loading }] = useMutation(ChangeToolDocument);
  const set = (iconUploadId: string | null) =>
    change({ variables: { courseId: place.courseId, sessionId: place.sessionId, tool: tool.key, input: { iconUploadId } } }).then(refresh);
  if (tool.iconUrl)
    return (
      <ActionIcon aria-label={t("tools.usualIcon", { name })} loading={loading} onClick={() => void set(null).catch(showError)}>
        <IconPhotoOff size={18} />
      </ActionIcon>
    );
  const choose = (file: File | null) => {
    if (file) void upload(file).then(set).catch(showError);
  };
  return (
    <FileButton accept="image/jpeg,image/png,image/webp,image/gif,image/avif" onChange={choose}>
      {(props) => (
        <ActionIcon aria-label={t("tools.ownIcon", { name })} loading={loading} {...props}>
          <IconPhoto size={18} />
        </ActionIcon>
      )}
    </FileButton>
  );
}

function ToolLine({ tool }: { tool: Tool }) {
  const { t } = useTranslation(["courses", "shell"]);
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [renaming, setRenaming] = useState(false);
  const [set] = useMutation(SetToolVisibilityDocument);
  const usual = t(`shell:tool.${tool.key}`);
  const name = tool.label ?? usual;
  const toggle = () =>
    void set({ variables: { courseId: place.courseId, sessionId: place.sessionId, tool: tool.key, visible: !tool.visible } })
      .then(refresh)
      .catch(showError);
  return (
    <Group gap="sm" wrap="nowrap" className={classes.toolLine} data-closed={!tool.visible || undefined}>
      <ToolIcon tool={tool.key} url={tool.iconUrl} />
      {renaming ? (
        <RenameTool tool={tool} name={usual} onDone={() => setRenaming(false)} />
      ) : (
        <bdi className={classes.entryTitle}>{name}</bdi>
      )}
      {tool.hiddenByPlatform && (
        <Badge variant="outline" color="gray">
          {t("tools.hiddenByPlatform")}
        </Badge>
      )}
      {!renaming && (
        <>
          <ToolPicture tool={tool} name={name} />
          <ActionIcon aria-label={t("tools.rename", { name })} onClick={() => setRenaming(true)}>
            <IconPencil size={16} />
          </ActionIcon>
        </>
      )}
      <ActionIcon aria-label={t(tool.visible ? "tools.hide" : "tools.show", { name })} disabled={tool.hiddenByPlatform} onClick={toggle}>
        {tool.visible ? <IconEye size={18} /> : <IconEyeOff size={18} />}
      </ActionIcon>
    </Group>
  );
}

function ToolManager({ tools }: { tools: readonly Tool[] }) {
  const { t } = useTranslation(["courses", "shell"]);
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [reorder] = useMutation(ReorderToolsDocument);
  const [setAll] = useMutation(SetAllToolsVisibilityDocument);
  const at = { courseId: place.courseId, sessionId: place.sessionId };
  const done = (work: Promise<unknown>) => void work.then(refresh).catch(showError);
  const keyOf = (id: string) => tools.find((tool) => tool.id === id)?.key ?? "";
  return (
    <>
      <Group justify="flex-end" gap="xs" mb="xs">
        <Button size="compact-sm" variant="default" onClick={() => done(setAll({ variables: { ...at, visible: true } }))}>
          {t("tools.showAll")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => done(setAll({ variables: { ...at, visible: false } }))}>
          {t("tools.hideAll")}
        </Button>
      </Group>
      <SortableList
        rows={tools}
        nameOf={(tool) => tool.label ?? t(`shell:tool.${tool.key}`)}
        onMove={(_tool, _index, ids) => done(reorder({ variables: { ...at, tools: ids.map(keyOf) } }))}
        label={t("tools.all")}
      >
        {(tool) => <ToolLine tool={tool} />}
      </SortableList>
    </>
  );
}

/** The tools as tiles; in edit mode a list to show, hide, rename and put in order. */
export function ToolGrid({ tools }: { tools: readonly Tool[] }) {
  const { t } = useTranslation(["courses", "shell"]);
  const { place, editing } = useHome();
  // A tile leads to pages: a tool that has none on this side has no tile.
  const shown = editing ? tools : tools.filter((tool) => hasPages(tool.key));
  if (shown.length === 0) return null;
  return (
    <section className={classes.tools} aria-label={t("tools.all")}>
      <Title order={2} size="h4" mb="sm">
        {t("tools.all")}
      </Title>
      {editing ? (
        <ToolManager tools={shown} />
      ) : (
        <ul className={classes.tiles}>
          {shown.map((tool) => (
            <li key={tool.id}>
              <Link to={`${place.address}/${tool.key}`} className={classes.tile} data-closed={!tool.visible || undefined}>
                <ToolIcon tool={tool.key} size={36} url={tool.iconUrl} />
                <bdi>{tool.label ?? t(`shell:tool.${tool.key}`)}</bdi>
                {tool.newCount > 0 && <Badge size="sm">{tool.newCount > 99 ? "99+" : t("shell:news", { count: tool.newCount })}</Badge>}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
