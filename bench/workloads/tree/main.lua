local measure = require 'measure'

local yield = coroutine.yield

-- A coroutine of Lua has a stack: recursion needs no delegation.
local function walk(depth)
  if depth > 0 then
    walk(depth - 1)
    yield(depth)
    walk(depth - 1)
  end
end

measure(function(size)
  local depth = 0
  while 2 ^ (depth + 1) <= size + 1 do depth = depth + 1 end
  local sum = 0
  for value in coroutine.wrap(function() walk(depth) end) do sum = sum + value end
  return sum
end)
