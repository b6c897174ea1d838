"""Dependencies of manifests by parsers that writ knows nothing of. Each function takes the path of a file and
gives a set of (name, version), the version "" where there is none; it raises what its parser raises."""
import json
import os
import re
import tomllib
import xml.etree.ElementTree as ElementTree

import yaml
from pip._internal.req import req_file
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import canonicalize_name


def text_of(path):
    with open(path, encoding="utf-8-sig") as file:
        return file.read()


def requirement(text):
    """Of a URL no version: which part of it is one is for nobody to say."""
    read = Requirement(text)
    return canonicalize_name(read.name), "" if read.url else str(read.specifier)


def requirements(path):
    """pip's own joining of lines, comments and options; then PEP 508."""
    parse = req_file.get_line_parser(None)
    found = set()
    for _, line in req_file.preprocess(text_of(path)):
        arguments, options = parse(line)
        for text in [arguments] if arguments else options.editables or []:
            try:
                found.add(requirement(text))
            except InvalidRequirement:
                pass  # a path or a URL alone
    return found


def pyproject(path):
    data = tomllib.loads(text_of(path))
    project = data.get("project", {})
    groups = list(project.get("optional-dependencies", {}).values())
    groups += data.get("dependency-groups", {}).values()
    groups += [project.get("dependencies", []), data.get("build-system", {}).get("requires", [])]
    found = {requirement(text) for group in groups for text in group if isinstance(text, str)}
    poetry = data.get("tool", {}).get("poetry", {})
    tables = [poetry.get("dependencies", {}), poetry.get("dev-dependencies", {})]
    tables += [group.get("dependencies", {}) for group in poetry.get("group", {}).values()]
    for table in tables:
        for name, value in table.items():
            for one in value if isinstance(value, list) else [value]:
                version = one.get("version", "") if isinstance(one, dict) else one
                if name != "python":
                    found.add((canonicalize_name(name), version))
    return found


def is_git(source):
    return source.startswith("git+") if isinstance(source, str) else "git" in (*source, source.get("type"))


def toml_lock(path):
    name = str if path.endswith("Cargo.lock") else canonicalize_name
    return {(name(package["name"]), "" if is_git(package.get("source", "")) else package["version"])
            for package in tomllib.loads(text_of(path)).get("package", [])}


def package_lock(path):
    data = json.loads(text_of(path))
    if "packages" not in data:
        return None
    found = set()
    for place, package in data["packages"].items():
        if "node_modules/" in place:
            name = package.get("name") or place.split("node_modules/")[-1]
            git = package.get("resolved", "").startswith("git")
            found.add((name, "" if git else package.get("version", "")))
    return found


def pnpm_lock(path):
    data = yaml.safe_load(text_of(path))
    found = set()
    for key, package in (data.get("packages") or {}).items():
        match = re.match(r"/?(@?[^@(]+)@([^(]*)", key)
        if str(data.get("lockfileVersion")).startswith("5") or not match:
            return None
        git = "repo" in (package.get("resolution") or {})
        found.add((package.get("name", match[1]), "" if git else package.get("version", match[2])))
    return found


def composer(path):
    data = json.loads(text_of(path))
    found = {(name.lower(), version) for section in ("require", "require-dev")
             for name, version in (data.get(section) or {}).items() if "/" in name}
    return found | {(package["name"].lower(), package["version"]) for section in ("packages", "packages-dev")
                    for package in data.get(section) or []}


def stripped(tag):
    return tag.split("}")[-1]


def child(element, name):
    for one in element:
        if stripped(one.tag) == name:
            return (one.text or "").strip()
    return ""


def elements(element):
    """All elements but those of a plugin's configuration, which can be named like anything."""
    yield element
    for one in element:
        if isinstance(one.tag, str) and stripped(one.tag) != "configuration":
            yield from elements(one)


def pom(path):
    """Every element of these names, wherever it stands; properties are those of the file."""
    root = ElementTree.parse(path).getroot()
    if stripped(root.tag) != "project":
        return None
    properties = {stripped(one.tag): (one.text or "").strip() for table in root if stripped(table.tag) == "properties"
                  for one in table if isinstance(one.tag, str)}
    parent = [one for one in root if stripped(one.tag) == "parent"]
    for key in ("version", "groupId", "artifactId"):
        above = child(parent[0], key) if parent else ""
        own = child(root, key) or (above if key != "artifactId" else "")
        for prefix, value in (("project.", own), ("pom.", own), ("project.parent.", above)):
            if value:
                properties[prefix + key] = value

    def fill(text):
        whole = text
        for _ in range(20):
            whole = re.sub(r"\$\{([^}]*)\}", lambda match: properties.get(match[1], match[0]), whole)
        return text if "${" in whole else whole

    found = set()
    for element in elements(root):
        if stripped(element.tag) in ("dependency", "plugin", "extension", "parent") and child(element, "artifactId"):
            group = child(element, "groupId")
            if stripped(element.tag) == "plugin":
                group = group or "org.apache.maven.plugins"
            found.add((fill(group) + ":" + fill(child(element, "artifactId")), fill(child(element, "version"))))
    return found


def msbuild(path):
    found = set()
    for element in ElementTree.parse(path).getroot().iter():
        if stripped(element.tag) in ("PackageReference", "PackageVersion", "GlobalPackageReference"):
            name = element.get("Include") or element.get("Update")
            if name:
                version = element.get("VersionOverride") or element.get("Version") or child(element, "Version")
                found.update((one.strip().lower(), version) for one in name.split(";"))
    return found


def pipfile_lock(path):
    data = json.loads(text_of(path))
    return {(canonicalize_name(name), package.get("version", "")) for section in ("default", "develop")
            for name, package in data.get(section, {}).items()}


BY_NAME = {
    "pyproject.toml": pyproject, "poetry.lock": toml_lock, "uv.lock": toml_lock, "Cargo.lock": toml_lock,
    "package-lock.json": package_lock, "npm-shrinkwrap.json": package_lock, "pnpm-lock.yaml": pnpm_lock,
    "composer.json": composer, "composer.lock": composer, "pom.xml": pom, "Pipfile.lock": pipfile_lock,
    "Directory.Packages.props": msbuild,
}


def oracle_of(path):
    name = os.path.basename(path)
    if re.fullmatch(r"(requirements|constraints).*\.(txt|in)", name):
        return requirements
    if re.fullmatch(r".*\.(cs|fs|vb)proj", name):
        return msbuild
    return BY_NAME.get(name)
