local measure = require 'measure'

local yield = coroutine.yield

local function echo(n)
  return coroutine.wrap(function()
    local x = 0
    while n > 0 do
      x = yield(x) + 1
      n = n - 1
    end
  end)
end

measure(function(size)
  local sum = 0
  local answers = echo(size)
  for i = 0, size - 1 do sum = sum + answers(i) end
  return sum
end)
