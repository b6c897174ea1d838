-- [swallow] pcall in pcall until the stack ends, and again, in an endless loop
local phase = ...
local function attack(o)
  local function deep() return pcall(deep) end
  local n = 0
  while true do pcall(deep) n = n + 1 end
end
return { check = attack }
