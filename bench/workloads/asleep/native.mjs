const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function run(size) {
  let woken = 0;
  async function sleeper(ms) {
    await sleep(ms);
    woken++;
  }
  const sleepers = [];
  for (let i = 0; i < size; i++) sleepers.push(sleeper(1 + (i % 10)));
  await Promise.all(sleepers);
  return woken;
}
