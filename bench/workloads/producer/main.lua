local measure = require 'measure'

local yield = coroutine.yield

local function producer(n)
  return coroutine.wrap(function()
    for i = 0, n - 1 do yield(i) end
  end)
end

local function filter(source, n)
  return coroutine.wrap(function()
    for _ = 1, n do yield(source() * 2) end
  end)
end

measure(function(size)
  local source = filter(producer(size), size)
  local sum = 0
  for _ = 1, size do sum = sum + source() end
  return sum
end)
