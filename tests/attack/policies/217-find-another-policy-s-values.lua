-- [state] find another policy's values through every global and every decision
local phase = ...
local function attack(o)
  local seen = {}
  for i = 0, 2000 do
    local id = ("ADR-%04d"):format(i)
    local ok, d = pcall(function() return decisions[id] end)
    if ok and d then
      seen[#seen + 1] = id
      for _, k in ipairs { "policy", "state", "findings", "code", "source", "level", "path" } do
        if pcall(function() return d[k] end) and k ~= "level" and k ~= "path" then return "PWNED:" .. k end
      end
    end
  end
  return "SAFE:seen"
end
return { check = attack }
