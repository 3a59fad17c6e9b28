import { useMutation } from "@apollo/client/react";
import { Button, Card, Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import { announce } from "../../kernel/announce";
import { useShowError } from "../../kernel/errors";
import { Person, personName } from "../../ui/person";
import { loadUsers, Picker } from "../sessions/session-adders";
import { AddToClassDocument, type AdminClassQuery, TakeOutOfClassDocument } from "./admin-people.generated";

type Member = AdminClassQuery["userClassMembers"][number];
interface MembersProps {
  classId: string;
  members: readonly Member[];
  onChanged: () => void;
}

/** Finds people of the campus and puts them in. */
function AddPeople({ classId, members, onChanged }: MembersProps) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [chosen, setChosen] = useState<string[]>([]);
  const [add, { loading }] = useMutation(AddToClassDocument);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    try {
      await add({ variables: { id: classId, userIds: chosen } });
      setChosen([]);
      announce(t("classes.addedPeople"));
      onChanged();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="sm">
        <Title order={2} size="h3">
          {t("classes.addPeople")}
        </Title>
        <Picker label={t("classes.pick")} chosen={chosen} onChange={setChosen} load={loadUsers} without={members.map(({ id }) => id)} />
        <Group>
          <Button type="submit" variant="default" loading={loading} disabled={chosen.length === 0}>
            {t(chosen.length === 0 ? "classes.addPeople" : "classes.addChosen", { count: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Who is in the class, with the way in and the way out, for one or many. */
export function ClassMembers({ classId, members, onChanged }: MembersProps) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [chosen, setChosen] = useState<string[]>([]);
  const [takeOut, { loading }] = useMutation(TakeOutOfClassDocument);
  const present = chosen.filter((id) => members.some((member) => member.id === id));
  const remove = async () => {
    try {
      await takeOut({ variables: { id: classId, userIds: present } });
      setChosen([]);
      announce(t("classes.takenOut"));
      onChanged();
    } catch (error) {
      showError(error);
    }
  };
  return (
    <Card component="section" padding="lg" aria-label={t("classes.members")}>
      <Stack gap="lg">
        <AddPeople classId={classId} members={members} onChanged={onChanged} />
        <Checkbox.Group label={t("classes.members")} value={chosen} onChange={setChosen}>
          <Stack component="ul" gap="xs" p={0} m={0} mt="sm" style={{ listStyle: "none" }}>
            {members.map((member) => (
              <Group key={member.id} component="li" gap="sm" wrap="nowrap">
                <Checkbox value={member.id} aria-label={t("classes.chooseNamed", { name: personName(member) })} />
                <Button component={Link} to={`/admin/users/${member.id}`} variant="subtle" px={4} h="auto" py={4} justify="flex-start">
                  <Person person={member} />
                </Button>
              </Group>
            ))}
          </Stack>
        </Checkbox.Group>
        {members.length === 0 && <Text c="dimmed">{t("classes.nobody")}</Text>}
        {present.length > 0 && (
          <Group>
            <Button color="red" variant="light" loading={loading} onClick={() => void remove()}>
              {t("classes.takeOut", { count: present.length })}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
