local measure = require 'measure'

local resume, yield = coroutine.resume, coroutine.yield

-- Lua's coroutines are asymmetric: each says who is next, and a loop resumes that one.
measure(function(size)
  local left, right, ball
  left = coroutine.create(function()
    ball = 0
    while ball < size do
      ball = ball + 1
      yield(right)
    end
  end)
  right = coroutine.create(function()
    while true do
      ball = ball + 1
      yield(left)
    end
  end)
  local following = left
  while following do
    local _, after = resume(following)
    following = after
  end
  return ball
end)
