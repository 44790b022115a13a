# Short names for what the project's own commands do. Nothing here is needed to run or test it.
.PHONY: serve test check format locks

UV_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make locks"

serve:
	python3 manage.py serve

test:
	python3 manage.py test

check:
	bash .ci/run

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	git ls-files -z templates | xargs -0 .venv/bin/djade

locks:
	$(UV_COMPILE) $(UPGRADE) pyproject.toml -o requirements.lock
	$(UV_COMPILE) $(UPGRADE) pyproject.toml --extra hosting -c requirements.lock -o requirements-hosting.lock
	$(UV_COMPILE) $(UPGRADE) pyproject.toml --extra hosting --extra test -c requirements-hosting.lock -o requirements-test.lock
