-- [swallow] spend the limit inside a violation's own table, read while it is reported
local phase = ...
local function attack(o)
  for i = 1, 1 << 30 do
    pcall(o.violation, o, { message = ("m"):rep(i % 4000), line = 1, key = tostring(i) })
  end
  return "SAFE:reported"
end
return { check = attack }
