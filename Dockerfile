# CML Guide for many people. docs/hosting.md, "In containers", says how it is run.
ARG PYTHON=3.13-slim-bookworm

FROM python:${PYTHON} AS built
WORKDIR /opt/cmlguide
RUN python -m venv .venv
COPY requirements-hosting.lock ./
RUN .venv/bin/python -m pip install --no-cache-dir --no-deps --require-hashes -r requirements-hosting.lock \
    && .venv/bin/python -m pip check
COPY manage.py pyproject.toml LICENSE ./
COPY cmlguide cmlguide
COPY milestones milestones
COPY templates templates
COPY static static
# The served files are a part of the image: nothing is written when it runs.
RUN CMLGUIDE_HOSTS=build CMLGUIDE_DATA=/opt/cmlguide/data CMLGUIDE_SECRET_KEY=of-the-build-only \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && .venv/bin/python -m compileall -q cmlguide milestones

FROM python:${PYTHON}
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin cmlguide
COPY --from=built /opt/cmlguide /opt/cmlguide
WORKDIR /opt/cmlguide
ENV PATH=/opt/cmlguide/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=cmlguide.settings \
    CMLGUIDE_DATA=/opt/cmlguide/data \
    CMLGUIDE_BIND=0.0.0.0:8000 \
    CMLGUIDE_METRICS=0.0.0.0:9108
USER 10001:10001
EXPOSE 8000 9108
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as ask; ask.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "-c", "python:cmlguide.gunicorn_config"]
