"""Back-up and restore: one archive that holds the database and the files its rows name.

Consistent without stopping the site: files are written before the row that names them and are
never changed in place, so the database is copied first, in one snapshot, and then every file
that this snapshot names.
"""


class Refused(Exception):
    """Why a back-up is not made or not restored, in a sentence. Nothing was changed."""
