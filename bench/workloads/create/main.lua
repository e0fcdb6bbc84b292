local measure = require 'measure'

local yield = coroutine.yield

local function echo(n)
  return coroutine.wrap(function()
    local x = 0
    while n > 0 do
      x = (yield(x) or 0) + 1
      n = n - 1
    end
  end)
end

measure(function(size)
  local sum = 0
  for i = 1, size do sum = sum + echo(i)() end
  return sum
end)
