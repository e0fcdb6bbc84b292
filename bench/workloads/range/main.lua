local measure = require 'measure'

local yield = coroutine.yield

local function range(n)
  return coroutine.wrap(function()
    for i = 0, n - 1 do yield(i) end
  end)
end

measure(function(size)
  local sum = 0
  local values = range(size)
  for _ = 1, size do sum = sum + values() end
  return sum
end)
