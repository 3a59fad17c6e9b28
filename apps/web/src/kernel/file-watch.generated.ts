/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Types from '../graphql-types.generated';

import type { TypedDocumentNode as DocumentNode } from '@apollo/client';
export type ProducedFileSubscriptionVariables = Exact<{
  id: string;
}>;


export type ProducedFileSubscription = { jobChanged: { __typename: 'Job', id: string, state: Types.JobState, result:
      | { __typename: 'ArchiveUnpacked' }
      | { __typename: 'DocumentAnnouncement' }
      | { __typename: 'DocumentReminder' }
      | { __typename: 'EnrolmentImport' }
      | { __typename: 'FileProduced', url: string, name: string }
      | { __typename: 'GlossaryImported' }
      | { __typename: 'GlossaryPagesMade' }
      | { __typename: 'JobDone' }
      | { __typename: 'PackageImported' }
     | null } };


export const ProducedFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ProducedFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FileProduced"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProducedFileSubscription, ProducedFileSubscriptionVariables>;