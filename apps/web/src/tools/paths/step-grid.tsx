import { closestCenter, DndContext, PointerSensor, useSensor, useSensors, type DragEndEvent } from "@dnd-kit/core";
import { SortableContext, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { ActionIcon, Badge, Text } from "@mantine/core";
import { IconFlag, IconFolder, IconGripVertical, IconPencil, IconTextCaption, IconTrash } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../kernel/announce";
import { MenuButton } from "../../ui/menu-button";
import { ToolIcon } from "../../ui/tool-icon";
import type { Step } from "./path-steps";
import classes from "./paths.module.css";
import { stepsBefore } from "./step-conditions";
import { dropPlace, keyPlace } from "./step-moves";
import type { StepPlace } from "./use-path-edits";

interface StepGridProps {
  steps: readonly Step[];
  order: "FREE" | "LINEAR" | "CUSTOM";
  onMove: (step: Step, place: StepPlace) => void;
  onEdit: (step: Step) => void;
  onRemove: (step: Step) => void;
}

const SIGNS = { SECTION: IconFolder, TEXT: IconTextCaption, FINAL: IconFlag };

function StepSign({ step }: { step: Step }) {
  if (step.kind === "ITEM") return <ToolIcon tool={step.item?.tool ?? "paths"} size={24} />;
  const Sign = SIGNS[step.kind];
  return <Sign size={20} aria-hidden />;
}

/** A step's conditions in words: what must be done before it. */
function useConditionWords(steps: readonly Step[], order: StepGridProps["order"]): (step: Step) => string | null {
  const { t } = useTranslation("paths");
  return (step) => {
    if (order !== "CUSTOM" || !step.conditions) return null;
    const before = stepsBefore(step);
    if (before === null) return t("path.moreConditions");
    const titles = before.map((id) => steps.find((one) => one.id === id)?.title ?? t("path.otherItem"));
    return t("path.after", { titles: titles.join(", ") });
  };
}

function StepFacts({ step, words }: { step: Step; words: string | null }) {
  const { t } = useTranslation("paths");
  if (step.kind === "SECTION") return words ? <Text size="sm">{words}</Text> : null;
  const facts = [
    t(`completes.${step.completes}`),
    step.minutes !== null && t("path.minutes", { count: step.minutes }),
    step.opensAfterDays !== null && step.opensAfterDays > 0 && t("path.opensAfter", { count: step.opensAfterDays }),
    words,
  ].filter(Boolean);
  return (
    <Text size="sm" component="span">
      {facts.join(" · ")} {!step.required && <Badge variant="light">{t("path.optional")}</Badge>}
      {step.kind === "ITEM" && !step.item && <Badge color="red">{t("path.gone")}</Badge>}
      {step.item?.state === "DRAFT" && <Badge color="gray">{t("itemState.DRAFT")}</Badge>}
    </Text>
  );
}

interface RowProps extends Omit<StepGridProps, "order"> {
  step: Step;
  words: string | null;
  first: boolean;
}

/** Arrows walk the rows; with Ctrl they carry the row along: up, down, into the section before it and out of its own. */
function useRowKeys({ steps, step, onMove, onEdit, onRemove }: RowProps) {
  const { t } = useTranslation("paths");
  return (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    const row = event.currentTarget;
    const onward = getComputedStyle(row).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const isArrow = event.key.startsWith("Arrow");
    if (isArrow && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const sideways = event.key === "ArrowLeft" || event.key === "ArrowRight";
      const place = keyPlace(steps, step, sideways ? (event.key === onward ? "in" : "out") : event.key);
      if (place) onMove(step, place);
      else announce(t("path.noFurther", { title: step.title }));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
      if (next instanceof HTMLElement) next.focus();
      event.preventDefault();
    } else if (event.key === "Enter") onEdit(step);
    else if (event.key === "Delete") onRemove(step);
  };
}

function StepRow(props: RowProps) {
  const { step, words, first, onEdit, onRemove } = props;
  const { t } = useTranslation("paths");
  const onKeyDown = useRowKeys(props);
  const { listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: step.id });
  const style = { transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined, transition };
  return (
    <tr
      ref={setNodeRef}
      role="row"
      aria-level={step.depth + 1}
      tabIndex={first ? 0 : -1}
      style={style}
      data-dragging={isDragging || undefined}
      data-step={step.id}
      onKeyDown={onKeyDown}
    >
      <td role="gridcell" style={{ paddingInlineStart: `${step.depth * 1.5}rem` }}>
        <span className={classes.stepName}>
          <ActionIcon ref={setActivatorNodeRef} {...listeners} aria-label={t("path.drag", { title: step.title })} size={28} tabIndex={-1}>
            <IconGripVertical size={18} />
          </ActionIcon>
          <StepSign step={step} />
          <bdi>{step.title}</bdi>
        </span>
      </td>
      <td role="gridcell">
        <StepFacts step={step} words={words} />
      </td>
      <td role="gridcell">
        <MenuButton
          name={step.title}
          entries={[
            { label: t("path.editStep"), icon: IconPencil, onClick: () => onEdit(step) },
            { label: t("path.removeStep"), icon: IconTrash, onClick: () => onRemove(step), danger: true },
          ]}
        />
      </td>
    </tr>
  );
}

/** The steps of a path as a tree of rows, put in order by dragging or with Ctrl and the arrow keys. */
export function StepGrid({ steps, order, onMove, onEdit, onRemove }: StepGridProps) {
  const { t } = useTranslation("paths");
  const wordsOf = useConditionWords(steps, order);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const drop = ({ active, over }: DragEndEvent) => {
    const step = steps.find((one) => one.id === active.id);
    const target = steps.find((one) => one.id === over?.id);
    const place = step && target && dropPlace(steps, step, target);
    if (place) onMove(step, place);
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={steps.map((step) => step.id)} strategy={verticalListSortingStrategy}>
        <Text size="sm" c="dimmed" mb="xs">
          {t("path.keys")}
        </Text>
        <table role="treegrid" aria-label={t("path.steps")} className={classes.steps}>
          <tbody role="rowgroup">
            {steps.map((step, index) => (
              <StepRow
                key={step.id}
                step={step}
                steps={steps}
                words={wordsOf(step)}
                first={index === 0}
                onMove={onMove}
                onEdit={onEdit}
                onRemove={onRemove}
              />
            ))}
          </tbody>
        </table>
      </SortableContext>
    </DndContext>
  );
}
