/** Who has coroutines and nothing that runs them beside one another. */
export const withoutScheduler = {
  lua: 'its coroutines have no scheduler',
  luajit: 'its coroutines have no scheduler',
  cpp: 'its coroutines have no scheduler',
};
