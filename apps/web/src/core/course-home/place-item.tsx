import { useLazyQuery, useMutation } from "@apollo/client/react";
import { Button, Group, Popover, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { ToolIcon } from "../../ui/tool-icon";
import { PlaceableItemsDocument, type PlaceableItemsQuery, PlaceItemDocument } from "./course-home.generated";
import { useHome } from "./home-context";
import classes from "./course-home.module.css";

interface PlaceItemProps {
  sectionId: string;
  /** What the section holds already. */
  placed: readonly string[];
  title: string;
}

function Found({ items, onChoose }: { items: readonly PlaceableItemsQuery["placeableItems"][number][]; onChoose: (id: string) => void }) {
  const { t } = useTranslation("courses");
  if (items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("entry.nothing")}
      </Text>
    );
  }
  return (
    <ul className={classes.found}>
      {items.map((item) => (
        <li key={item.id}>
          <UnstyledButton className={classes.foundItem} onClick={() => onChoose(item.id)}>
            <Group gap="xs" wrap="nowrap">
              <ToolIcon tool={item.tool} size={24} />
              <Text span truncate>
                <bdi>{item.title}</bdi>
              </Text>
            </Group>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

/** The + of a section: finds an item of any tool by its title and puts it at the end. */
export function PlaceItem({ sectionId, placed, title }: PlaceItemProps) {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [opened, setOpened] = useState(false);
  const [search, setSearch] = useState("");
  const [find, { data }] = useLazyQuery(PlaceableItemsDocument, { fetchPolicy: "cache-and-network" });
  const [put] = useMutation(PlaceItemDocument);
  const { courseId, sessionId } = place;
  const look = (text: string) => {
    setSearch(text);
    find({ variables: { courseId, sessionId, search: text } }).catch(showError);
  };
  const toggle = () => {
    if (!opened) look("");
    setOpened(!opened);
  };
  const choose = (itemId: string) =>
    void put({ variables: { itemId, input: { sectionId, sessionId } } })
      .then(refresh)
      .then(() => setOpened(false))
      .catch(showError);
  const items = (data?.placeableItems ?? []).filter(({ id }) => !placed.includes(id));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={toggle}
          aria-label={t("entry.addTo", { title })}
        >
          {t("entry.add")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          type="search"
          label={t("entry.find")}
          value={search}
          onChange={(event) => look(event.currentTarget.value)}
          data-autofocus
          mb="xs"
        />
        {data && <Found items={items} onChoose={choose} />}
      </Popover.Dropdown>
    </Popover>
  );
}
