import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { ActionIcon } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type ReactNode, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./sortable-list.module.css";

interface Sortable {
  id: string;
}

interface SortableListProps<Row extends Sortable> {
  rows: readonly Row[];
  /** What a row is called when it is spoken of. */
  nameOf: (row: Row) => string;
  children: (row: Row) => ReactNode;
  /** Called once, at the drop: `index` is the row's new place, `ids` the whole new order. */
  onMove: (row: Row, index: number, ids: string[]) => void;
  /** Without the right to move there are no handles. */
  disabled?: boolean;
  label: string;
}

function SortableRow({ id, name, children }: { id: string; name: string; children: ReactNode }) {
  const { t } = useTranslation("ui");
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id });
  const style = { transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined, transition };
  return (
    <li ref={setNodeRef} style={style} className={classes.row} data-dragging={isDragging || undefined}>
      <ActionIcon
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={t("sort.handle", { name })}
        className={classes.handle}
        size={32}
      >
        <IconGripVertical size={18} />
      </ActionIcon>
      <div className={classes.body}>{children}</div>
    </li>
  );
}

function useSpoken<Row extends Sortable>(rows: readonly Row[], nameOf: (row: Row) => string): Announcements {
  const { t } = useTranslation("ui");
  // Lifting is at once followed by "over itself", which would drown the words about lifting.
  const justLifted = useRef(false);
  return useMemo(() => {
    const say = (key: string, id: string | number, over: string | number = id) => {
      const row = rows.find((candidate) => candidate.id === id);
      const position = rows.findIndex((candidate) => candidate.id === over) + 1;
      return row && t(key, { name: nameOf(row), position, total: rows.length });
    };
    return {
      onDragStart: ({ active }) => {
        justLifted.current = true;
        return say("sort.lifted", active.id);
      },
      onDragOver: ({ active, over }) => {
        const silent = justLifted.current && over?.id === active.id;
        justLifted.current = false;
        return over && !silent ? say("sort.moved", active.id, over.id) : undefined;
      },
      onDragEnd: ({ active, over }) => say("sort.dropped", active.id, over?.id),
      onDragCancel: ({ active }) => say("sort.cancelled", active.id),
    } as Announcements;
  }, [rows, nameOf, t]);
}

/** A list that is put in order by dragging a handle, or by Space, arrows, Space (Escape cancels); each step is said. */
export function SortableList<Row extends Sortable>({ rows, nameOf, children, onMove, disabled = false, label }: SortableListProps<Row>) {
  const { t } = useTranslation("ui");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const announcements = useSpoken(rows, nameOf);
  const ids = rows.map(({ id }) => id);
  const drop = ({ active, over }: DragEndEvent) => {
    const from = ids.indexOf(String(active.id));
    const to = over ? ids.indexOf(String(over.id)) : -1;
    const row = rows[from];
    if (row && to >= 0 && to !== from) onMove(row, to, arrayMove(ids, from, to));
  };
  if (disabled) {
    return (
      <ul className={classes.list} aria-label={label}>
        {rows.map((row) => (
          <li key={row.id} className={classes.row}>
            <div className={classes.body}>{children(row)}</div>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("sort.instructions") } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ul className={classes.list} aria-label={label}>
          {rows.map((row) => (
            <SortableRow key={row.id} id={row.id} name={nameOf(row)}>
              {children(row)}
            </SortableRow>
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}
