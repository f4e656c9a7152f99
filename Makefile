# What can be done with this repository; `make` alone lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.done
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --root-user-action=ignore
VENDOR := web/static/vendor/bootstrap.min.css
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
TRANSLATED := content web portal admin
COMPILE_LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes $(UPGRADE)

# Extract the texts of the sources into a folder of catalogues and bring the catalogues up to them.
define catalogues
$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --omit-header --add-location=file --no-wrap \
	--keywords lazy_gettext --keywords lazy_ngettext:1,2 --keywords lazy_pgettext:1c,2 $(TRANSLATED) \
	--output-file $(1)/messages.pot
$(BIN)/pybabel --quiet update --input-file $(1)/messages.pot --output-dir $(1) \
	--ignore-obsolete --ignore-pot-creation-date --no-fuzzy-matching --no-wrap
endef

.PHONY: help env demo test check bench lock audit translations dev system-packages \
	check-lint check-imports check-types check-templates check-translations check-house

help: ## 列出全部目标
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: $(DONE)/project $(VENDOR) $(CATALOGUES) ## 建好 .venv，之后可用 .venv/bin/huisheng（PYTHON=python3.12 指定解释器）

demo: env ## 在 var/demo 建演示实例并启动，门户在 http://127.0.0.1:8000
	exec $(BIN)/huisheng demo --home var/demo --portal-port 8000 --admin-port 8001

test: dev system-packages ## 安装测试所需并运行全部测试，包括浏览器和 PostgreSQL（PYTEST_OPTIONS="-k feeds" 只跑一部分）
	$(BIN)/pytest --numprocesses 2 --dist worksteal $(PYTEST_OPTIONS)

check: check-lint check-imports check-types check-templates check-translations check-house ## 运行下面全部检查

check-lint: dev ## ruff：规则与格式
	$(BIN)/ruff check
	$(BIN)/ruff format --check

check-imports: dev ## import-linter：谁可以引用谁
	$(BIN)/lint-imports --no-logo

check-types: dev ## mypy strict：类型
	$(BIN)/mypy

check-templates: dev ## djlint：模板的规则与格式
	$(BIN)/djlint web portal admin --lint
	$(BIN)/djlint web portal admin --check

# Not `pybabel update --check`: it never agrees with itself where a text has a context (Babel 2.18).
check-translations: dev ## 翻译目录与源码里的文字一致
	rm -rf $(DONE)/translations
	cp -r translations $(DONE)/
	$(call catalogues,$(DONE)/translations)
	diff -ru --exclude '*.mo' translations $(DONE)/translations \
		|| { echo "源码里的文字变了：请运行 make translations，再译出新增的条目。"; exit 1; }

check-house: dev ## tests/conventions 里的家规，以及迁移与模型一致
	$(BIN)/pytest tests/conventions tests/content/test_migrations.py $(PYTEST_OPTIONS)

bench: dev ## 重跑 README 写到的每个数字
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.search_quality

translations: dev ## 把源码里的文字提取到 translations/ 并更新翻译目录
	$(call catalogues,translations)

lock: dev ## pyproject.toml 或 package.json 改过以后重新锁定依赖（UPGRADE=--upgrade 换新版本）
	$(COMPILE_LOCK) --all-extras --group build pyproject.toml --output-file requirements.lock
	$(COMPILE_LOCK) --all-extras --group build --group dev --constraints requirements.lock pyproject.toml \
		--output-file requirements-dev.lock
	$(COMPILE_LOCK) --group node --output-file requirements-node.lock
	PATH="$$PATH:$$PWD/$(BIN)" npm install --package-lock-only

audit: dev ## 按安全公告核对锁定的每个 Python 包
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

# What tests need beside Python; what cannot be installed here is named, and the tests that need it are skipped by name.
system-packages:
	@missing=(); \
	command -v chromium > /dev/null || missing+=(chromium); \
	[[ -n $$(fc-list :lang=zh-cn 2> /dev/null) ]] || missing+=(fontconfig fonts-noto-cjk); \
	[[ -n $$(command -v initdb) || -n $$(compgen -G '/usr/lib/postgresql/*/bin/initdb') ]] || missing+=(postgresql); \
	(($${#missing[@]})) || exit 0; \
	if [[ $$(id -u) == 0 ]] && command -v apt-get > /dev/null; then \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install --yes --no-install-recommends -qq "$${missing[@]}" && exit 0; \
	fi; \
	echo "!!! 未能安装：$${missing[*]}。需要它们的测试会被跳过（SKIPPED）；请以 root 身份安装后再运行 make test。" >&2

dev: env $(DONE)/dev

$(DONE)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更新版本；可指定解释器：make env PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	mkdir -p $(DONE)
	touch $@

# Whoosh 2.7.4 has invalid escapes: compiled here, it cannot fail where warnings are errors.
$(DONE)/run: requirements.lock $(DONE)/venv
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(BIN)/python -W ignore -m compileall -q $(VENV)/lib/python3*/site-packages/whoosh
	touch $@

$(DONE)/project: pyproject.toml $(DONE)/run
	PYTHONWARNINGS=ignore $(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(DONE)/dev: requirements-dev.lock $(DONE)/run
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc requirements-node.lock | $(DONE)/venv
	command -v npm > /dev/null || $(INSTALL) --require-hashes --requirement requirements-node.lock
	PATH="$$PATH:$$PWD/$(BIN)" npm ci --loglevel=error
	touch $@

$(VENDOR): node_modules/.package-lock.json
	mkdir -p $(@D)
	cp node_modules/bootstrap/dist/css/$(@F) $@

%.mo: %.po $(DONE)/run
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
