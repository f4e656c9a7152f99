"""The data package: everything public as a folder of tables, in and out."""

from content.packages.errors import PackageError, PackageErrors
from content.packages.exporting import ExportError, ExportReport, export_package
from content.packages.importing import ImportReport, import_package

__all__ = [
    "ExportError",
    "ExportReport",
    "ImportReport",
    "PackageError",
    "PackageErrors",
    "export_package",
    "import_package",
]
