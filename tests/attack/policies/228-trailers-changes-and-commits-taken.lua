-- [hang] trailers, changes and commits taken apart again and again
local phase = ...
local function attack(o)
  local n = 0
  for _ = 1, 1000000 do
    n = n + (o.commit and #o.commit:trailers("x") + #o.commit:changes("**") or 0) + #o.update:commits()
  end
  return "SAFE:" .. n
end
return { check = attack }
