-- [crash] sequences at every odd index, in loops that are left, and called by hand
local phase = ...
local function attack(o)
  local n = 0
  for _, s in ipairs { o:lines(), push.updates, o.commit and o.commit.parents or push.updates, o:find("x") } do
    for _, i in ipairs { 0, -1, 1, 2, 1 << 62, -(1 << 63), 1e300, 0.5, 0 / 0, 1 / 0, "1", "x", {}, true } do
      pcall(function() return s[i] end)
      n = n + 1
    end
    pcall(s) pcall(s, nil, 1) pcall(s, s, s) pcall(s, nil, o) pcall(s, nil, "x") pcall(s, nil, {})
    for x in s do for y in s do break end break end
    for x in s do pcall(s, nil, x) pcall(s, nil, nil) end
  end
  return "SAFE:" .. n
end
return { check = attack }
