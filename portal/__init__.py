"""The portal: kernel below the apps (models, fields, audit, outbox), and above them the pages that read several.

A sandwich on purpose: `portal.lib` and the kernel import no app; `portal.views`, `portal.urls`, `portal.celery` and
the management commands may import all of them. pyproject.toml holds the contract.
"""

__version__ = "0.1"
