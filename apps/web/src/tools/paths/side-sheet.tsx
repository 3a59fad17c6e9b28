import { Drawer, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface SideSheetProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  position: "bottom" | "right";
  size: string;
  children: ReactNode;
}

/** A sheet over the page. Its heading is no page header: the library's own would be a second banner. */
export function SideSheet({ opened, onClose, title, position, size, children }: SideSheetProps) {
  const { t } = useTranslation("paths");
  return (
    <Drawer.Root opened={opened} onClose={onClose} position={position} size={size}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Group justify="space-between" wrap="nowrap" p="md">
          <Drawer.Title>
            <bdi>{title}</bdi>
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t("close")} />
        </Group>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
