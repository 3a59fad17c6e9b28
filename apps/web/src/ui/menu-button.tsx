import { ActionIcon, Menu } from "@mantine/core";
import { type Icon, IconDots } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";

/** One entry of a menu; `null` in the list draws a line. */
export interface MenuEntry {
  label: string;
  icon?: Icon;
  onClick?: () => void;
  to?: string;
  danger?: boolean;
  disabled?: boolean;
}

function Entry({ entry }: { entry: MenuEntry }) {
  const { label, icon: Icon, onClick, to, danger, disabled } = entry;
  const look = { leftSection: Icon && <Icon size={16} aria-hidden />, color: danger ? "red" : undefined, disabled };
  return to ? (
    <Menu.Item component={Link} to={to} {...look}>
      {label}
    </Menu.Item>
  ) : (
    <Menu.Item onClick={onClick} {...look}>
      {label}
    </Menu.Item>
  );
}

/** The ⋯ of a row: `name` says of what, for screen readers. Shows nothing when nothing may be done. */
export function MenuButton({ name, entries }: { name: string; entries: readonly (MenuEntry | null | false | undefined)[] }) {
  const { t } = useTranslation("ui");
  const shown = entries.filter((entry) => entry !== false && entry !== undefined);
  if (!shown.some(Boolean)) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("menu.more", { name })}>
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {shown.map((entry, index) => (
          <Fragment key={entry?.label ?? index}>{entry ? <Entry entry={entry} /> : <Menu.Divider role="separator" />}</Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
