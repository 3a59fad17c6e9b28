import { expect, test } from "@jest/globals";
import { gql, InMemoryCache } from "@apollo/client";
import { connectionPolicy } from "./apollo";

const LIST = gql`
  query List($after: String, $filter: String) {
    list(after: $after, filter: $filter) {
      nodes {
        id
      }
      pageInfo {
        endCursor
      }
    }
  }
`;

function page(ids: string[]) {
  const nodes = ids.map((id) => ({ __typename: "Row", id }));
  return { list: { __typename: "RowConnection", nodes, pageInfo: { __typename: "PageInfo", endCursor: ids.at(-1) ?? null } } };
}

test("pages read by their nodes join one list, each row once; the first page begins it anew, another filter is another list", () => {
  const cache = new InMemoryCache({ typePolicies: { Query: { fields: { list: connectionPolicy(["filter"]) } } } });
  const write = (ids: string[], variables: object) => cache.writeQuery({ query: LIST, variables, data: page(ids) });
  const read = (variables: object) =>
    cache.readQuery<ReturnType<typeof page>>({ query: LIST, variables })?.list.nodes.map((node) => node.id);
  write(["a", "b"], {});
  write(["b", "c"], { after: "b" });
  expect(read({})).toEqual(["a", "b", "c"]);
  write(["x"], { filter: "x" });
  expect(read({ filter: "x" })).toEqual(["x"]);
  expect(read({})).toEqual(["a", "b", "c"]);
  write(["z", "a"], {});
  expect(read({})).toEqual(["z", "a"]);
});
