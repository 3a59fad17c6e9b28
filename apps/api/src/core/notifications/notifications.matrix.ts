export const examples = {
  markNotificationsSeen: () => ({}),
};
