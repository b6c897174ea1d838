-- [output] a violation that names another decision, another ref, another commit
local phase = ...
local function attack(o)
  for _, t in ipairs { { message = "x", decision = "ADR-0001" }, { message = "x", id = "WRIT-REF" }, { message = "x", level = "shadow" }, { message = "x", existing = true }, { message = "x", ref = "refs/heads/other" }, { message = "x", commit = ("0"):rep(40) }, { message = "x", waiver = {} } } do
    if pcall(o.violation, o, t) then return "PWNED:taken" end
  end
  return "SAFE:refused"
end
return { check = attack }
