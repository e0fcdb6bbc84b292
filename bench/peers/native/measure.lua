-- Runs the work for the size and the rounds given as arguments, and prints the best round's nanoseconds for one of size,
-- with what it answered. Lua has no clock finer than a second but the processor's: a moment in which others had it does
-- not count.
return function(work)
  local size, rounds = tonumber(arg[1]), tonumber(arg[2])
  local result = work(size)
  local best = math.huge
  for _ = 1, rounds do
    collectgarbage()
    local start = os.clock()
    local answer = work(size)
    best = math.min(best, os.clock() - start)
    if answer ~= result then error(result .. ' in one round, ' .. answer .. ' in another') end
  end
  print(string.format('{"ns": %.3f, "result": %.0f}', best * 1e9 / size, result))
end
