from django.apps import AppConfig


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from twinning import (  # noqa: PLC0415
            activity,
            checks,
            citable,
            demo,
            desks,
            exports,
            findable,
            mine,
            models,
            news,
            organisations,
            panels,
            personal,
            queues,
            recounting,
            todo,
        )
        from twinning.views import phase, programme, twinning  # noqa: PLC0415

        models.ProgrammePage.show = programme.show_programme
        models.TwinningPage.show = twinning.show_twinning
        models.PhasePage.show = phase.show_phase
        activity.register_sources()
        findable.register_findables()
        panels.register_panels()
        mine.register_panels()
        news.register_sources()
        todo.register_sources()
        organisations.register_sources()
        desks.register_sources()
        checks.register_checks()
        recounting.register_checkups()
        citable.register_citables()
        queues.register_queues()
        exports.register_files()
        demo.register_steps()
        personal.register_parts()
