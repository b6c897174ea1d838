-- [state] write to every object, decision, push and library, and read it back
local phase = ...
local function attack(o)
  local taken = 0
  for _, w in ipairs {
    function() o.path = "x" end, function() o.extra = 1 end, function() push.user = "root" end,
    function() push.updates[1] = nil end, function() decision.id = "ADR-0000" end,
    function() decision.scope[1] = "nothing" end, function() decisions["ADR-0000"] = decision end,
    function() string.find = nil end, function() re.find = nil end, function() math.huge = 0 end,
    function() o.commit.message = "ABC-1" end, function() o.update.ref = "x" end,
    function() local _ENV = push user = "x" end, function() table.insert(push.updates, 1) end,
    function() table.sort(o:lines()) end, function() table.remove(decision) end,
  } do if pcall(w) then taken = taken + 1 end end
  if o.path == "x" or decision.id == "ADR-0000" or o.update.ref == "x" then return "PWNED:written" end
  return "SAFE:" .. taken
end
return { check = attack }
